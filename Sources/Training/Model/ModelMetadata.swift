import Screening

/// What a model file says about itself: the JSON under the metadata key `lentigo`.
///
/// The phone reads the parts it needs from the same bytes. No date is in it, so that the same data
/// and seed give the same file.
public struct ModelMetadata: Codable, Sendable, Equatable {
  /// The metadata key of safetensors that holds this JSON.
  public static let key = ScreeningModel.metadataKey
  /// The format that this version writes.
  public static let currentFormat = Int(ScreeningModel.format)

  public var format: Int
  /// The network's name, such as `mobilenet-v3-small`.
  public var architecture: String
  /// The origin of the backbone's weights: `torchvision` or `keras`.
  public var weights: String
  public var preprocessing: Preprocessing
  public var operatingPoint: OperatingPoint
  public var training: Training
  /// The precisions below 32-bit floats that were measured; nil in files where none was, which are
  /// offered in 32-bit floats alone.
  public var precisions: [MeasuredPrecision]?

  /// How an image becomes the network's input.
  public struct Preprocessing: Codable, Sendable, Equatable {
    public var width: Int
    public var height: Int
    /// `squash` or `centre-crop`.
    public var mode: String
  }

  /// The threshold of the verdict, and what it achieved on the validation images.
  public struct OperatingPoint: Codable, Sendable, Equatable {
    /// A score of at least this is `refer`.
    public var threshold: Double
    /// How it was chosen, in words.
    public var rule: String
    public var chosenOn: String
    public var sensitivity: Double
    public var specificity: Double
    /// 95 % Wilson intervals: lower and upper end.
    public var sensitivityInterval: [Double]
    public var specificityInterval: [Double]
  }

  /// Where the model comes from.
  public struct Training: Codable, Sendable, Equatable {
    public var recipe: Recipe
    public var seed: UInt64
    public var split: String
    /// The data set's name.
    public var data: String
    /// Fingerprint of the names, labels, parts and bytes of all images used.
    public var dataFingerprint: String
    public var backboneFingerprint: String
    public var trainingImages: Int
    public var trainingMalignant: Int
    public var trainingPatients: Int
    public var validationImages: Int
    public var validationMalignant: Int
    /// From 1.
    public var bestEpoch: Int
    public var validationAUC: Double
    /// 95 % DeLong interval: lower and upper end; nil where it is undefined.
    public var validationAUCInterval: [Double]?
    public var lentigoVersion: String
  }
}
