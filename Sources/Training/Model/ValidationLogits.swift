import Dataset
import NeuralNetwork

/// What the finished network says about the images that calibration and thresholds are chosen on.
public struct ValidationLogits: Sendable, Equatable {
  /// The network's outputs, by the engine on the weights as they are stored. Finite.
  public let logits: [Float]
  /// Whether each image is malignant.
  public let labels: [Bool]
  /// Each image's patient; nil where it is not known.
  public let patients: [String?]

  /// - Throws: `TrainingError` with the code `unusableData` where the arrays differ in length, and
  ///   `diverged` where a logit is no finite number.
  public init(logits: [Float], labels: [Bool], patients: [String?]) throws(TrainingError) {
    guard logits.count == labels.count, patients.count == labels.count else {
      throw TrainingError(
        .unusableData,
        "There are \(logits.count) logits, but \(labels.count) labels and \(patients.count) patients."
      )
    }
    guard logits.allSatisfy(\.isFinite) else {
      throw TrainingError(
        .diverged, "The network gives scores that are no numbers: use a smaller learning rate.")
    }
    self.logits = logits
    self.labels = labels
    self.patients = patients
  }

  /// Runs the engine over decoded images.
  ///
  /// - Parameters:
  ///   - images: indices in the store.
  ///   - records: of the store's images.
  ///   - network: the classifier.
  ///   - weights: as they will be stored (`StoredWeights.file`).
  ///   - progress: receives how many images are done, and says whether to go on.
  /// - Throws: `TrainingError`; with the code `cancelled` where `progress` said stop.
  package init(
    of images: [Int], in store: ImageStore, records: [LesionRecord], network: Network,
    weights: Safetensors, instructionSet: InstructionSet, threads: Int,
    progress: (Int) -> Bool
  ) throws(TrainingError) {
    let scorer = PrecisionScorer(
      network: network, weights: weights, calibration: .identity, instructionSet: instructionSet,
      threads: threads)
    let logits = try scorer.logits(in: .fp32, of: images, in: store, progress: progress)
    guard logits.count == images.count else {
      throw TrainingError(
        .cancelled, "The training was stopped during validation; it is saved: go on with --resume.")
    }
    try self.init(
      logits: logits, labels: images.map { records[$0].isMalignant },
      patients: images.map { records[$0].patientID })
  }
}
