import Dataset
import NeuralNetwork

/// Which images and patients a model has seen, as fingerprints that its file carries along.
///
/// They let `evaluate` refuse images that the model was trained on, under whatever name and in
/// whatever folder they come back. Only fingerprints are kept: no name can be read from them.
public struct ModelProvenance: Sendable, Equatable {
  /// Content hashes of the training images, sorted.
  public let trainingImages: [UInt64]
  /// Content hashes of the images that chose the epoch and the threshold, sorted.
  public let validationImages: [UInt64]
  /// FNV-1a 64 of the UTF-8 bytes of the training images' patient identifiers, sorted, each once.
  public let trainingPatients: [UInt64]

  public init(trainingImages: [UInt64], validationImages: [UInt64], trainingPatients: [UInt64]) {
    self.trainingImages = trainingImages.sorted()
    self.validationImages = validationImages.sorted()
    self.trainingPatients = trainingPatients.sorted()
  }

  /// Reads what a model file says.
  ///
  /// - Throws: `TrainingError` with the code `unusableModel` where it says nothing.
  public init(_ model: Safetensors) throws(TrainingError) {
    func hashes(_ name: StaticString) throws(TrainingError) -> [UInt64] {
      guard let hashes = model.unsignedIntegers(named: name) else {
        throw TrainingError(
          .unusableModel,
          "The model does not say which images it was trained on (no tensor \(name)), so a test on "
            + "unseen images cannot be promised: use a model written by lentigo train.")
      }
      return hashes
    }
    self.init(
      trainingImages: try hashes(Self.trainingImagesName),
      validationImages: try hashes(Self.validationImagesName),
      trainingPatients: try hashes(Self.trainingPatientsName))
  }

  /// What a model knows that was trained further: what its start had seen, and what it saw itself.
  package func adding(_ earlier: ModelProvenance?) -> ModelProvenance {
    guard let earlier else { return self }
    func both(_ list: KeyPath<ModelProvenance, [UInt64]>) -> [UInt64] {
      Array(Set(self[keyPath: list]).union(earlier[keyPath: list]))
    }
    return ModelProvenance(
      trainingImages: both(\.trainingImages), validationImages: both(\.validationImages),
      trainingPatients: both(\.trainingPatients))
  }

  private static let trainingImagesName: StaticString = "provenance.training_images"
  private static let validationImagesName: StaticString = "provenance.validation_images"
  private static let trainingPatientsName: StaticString = "provenance.training_patients"

  /// What the model file holds.
  var tensors: [(name: StaticString, hashes: [UInt64])] {
    [
      (Self.trainingImagesName, trainingImages), (Self.validationImagesName, validationImages),
      (Self.trainingPatientsName, trainingPatients),
    ]
  }
}
