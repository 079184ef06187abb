import Evaluation
import Foundation

/// Everything that a model's card says; each number was measured when the card was made, or read from
/// the model file.
public struct ModelCard: Sendable, Encodable {
  /// The file that the card is of.
  public struct File: Sendable, Encodable {
    /// Without a folder.
    public var name: String
    public var byteCount: Int
    /// Of the bytes, in hexadecimal digits.
    public var sha256: String
    public var format: Int

    public init(name: String, byteCount: Int, sha256: String, format: Int) {
      self.name = name
      self.byteCount = byteCount
      self.sha256 = sha256
      self.format = format
    }
  }

  /// What the file says of its training, and what the log beside it adds.
  public struct Training: Sendable, Encodable {
    public var data: String
    public var split: String
    public var seed: UInt64
    /// Names, parts and bytes of all images.
    public var dataFingerprint: String
    public var trainingImages: Int
    public var trainingMalignant: Int
    public var trainingPatients: Int
    public var validationImages: Int
    public var validationMalignant: Int
    public var validationAUC: Double
    public var validationAUCInterval: [Double]?
    public var bestEpoch: Int
    public var software: String
    /// As indented JSON.
    public var recipe: String
    /// The command line that trained the model, where the maker of the card gave it.
    public var command: String?
    /// Of all epochs in the log; nil where there is none.
    public var seconds: Double?
    public var epochs: Int?
    /// Of the images whose fingerprints the file carries.
    public var fingerprints: Int
    /// Where the training images come from, such as `HAM10000: 9,000 images`; none where the file does
    /// not say.
    public var sources: [String]
    /// What trained every layer, such as `libtorch 2.13.0, cpu`; nil where the head alone was trained.
    public var machine: String?

    public init(
      data: String, split: String, seed: UInt64, dataFingerprint: String, trainingImages: Int,
      trainingMalignant: Int, trainingPatients: Int, validationImages: Int,
      validationMalignant: Int, validationAUC: Double, validationAUCInterval: [Double]?,
      bestEpoch: Int, software: String, recipe: String, command: String?, seconds: Double?,
      epochs: Int?, fingerprints: Int, sources: [String] = [], machine: String? = nil
    ) {
      self.data = data
      self.split = split
      self.seed = seed
      self.dataFingerprint = dataFingerprint
      self.trainingImages = trainingImages
      self.trainingMalignant = trainingMalignant
      self.trainingPatients = trainingPatients
      self.validationImages = validationImages
      self.validationMalignant = validationMalignant
      self.validationAUC = validationAUC
      self.validationAUCInterval = validationAUCInterval
      self.bestEpoch = bestEpoch
      self.software = software
      self.recipe = recipe
      self.command = command
      self.seconds = seconds
      self.epochs = epochs
      self.fingerprints = fingerprints
      self.sources = sources
      self.machine = machine
    }
  }

  /// What a training takes from the wall and puts into the air, by stated assumptions.
  public struct Cost: Sendable, Encodable {
    public var watts: Double
    public var gramsPerKilowattHour: Double

    public init(watts: Double, gramsPerKilowattHour: Double) {
      self.watts = watts
      self.gramsPerKilowattHour = gramsPerKilowattHour
    }

    public func kilowattHours(seconds: Double) -> Double { seconds * watts / 3_600_000 }

    public func grams(seconds: Double) -> Double {
      kilowattHours(seconds: seconds) * gramsPerKilowattHour
    }
  }

  public var file: File
  public var architecture: String
  public var parameterCount: Int
  /// Such as `224x224`.
  public var inputSize: String
  /// The origin of the weights that training began with.
  public var weights: String
  /// How risks are made of logits; nil where a risk is the sigmoid of the logit.
  public var calibration: String?
  /// The default threshold, on what images it was chosen and by which rule.
  public var threshold: String
  /// What becomes of pictures without a lesion; nil where the model judges them too.
  public var novelty: String?
  /// Precisions below 32-bit floats that the file offers.
  public var precisions: [String]
  public var training: Training
  public var tests: [ModelCardTest]
  public var cost: Cost
  /// The command line that makes the card again.
  public var command: String
  public var software: String

  public init(
    file: File, architecture: String, parameterCount: Int, inputSize: String, weights: String,
    calibration: String?, threshold: String, novelty: String? = nil, precisions: [String],
    training: Training,
    tests: [ModelCardTest],
    cost: Cost, command: String, software: String
  ) {
    self.file = file
    self.architecture = architecture
    self.parameterCount = parameterCount
    self.inputSize = inputSize
    self.weights = weights
    self.calibration = calibration
    self.threshold = threshold
    self.novelty = novelty
    self.precisions = precisions
    self.training = training
    self.tests = tests
    self.cost = cost
    self.command = command
    self.software = software
  }

  /// As indented JSON with sorted keys and a final line feed.
  ///
  /// - Throws: What `JSONEncoder` throws for a number that is not finite.
  public func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
