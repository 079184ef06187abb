import Screening

/// What a model file says about itself: the JSON under the metadata key `lentigo`.
///
/// The phone reads the parts it needs from the same bytes. No date is in it, so that the same data
/// and seed give the same file.
public struct ModelMetadata: Codable, Sendable, Equatable {
  /// The metadata key of safetensors that holds this JSON.
  public static let key = ScreeningModel.metadataKey
  /// The format of a file without a calibration.
  public static let plainFormat = 1
  /// The format of a file with one: a reader of format 1 would misjudge.
  public static let calibratedFormat = 2
  /// The format of a file that tells pictures without a lesion: other readers would judge them.
  public static let noveltyFormat = 3

  public var format: Int
  /// The network's name, such as `mobilenet-v3-small`.
  public var architecture: String
  /// The origin of the backbone's weights: `torchvision` or `keras`.
  public var weights: String
  public var preprocessing: Preprocessing
  /// nil where a risk is the sigmoid of the logit.
  public var calibration: Calibration?
  /// The default threshold.
  public var operatingPoint: OperatingPoint
  /// The operating points that can be asked for by name, the default among them; nil in files that
  /// have one alone.
  public var operatingPoints: [OperatingPoint]?
  public var training: Training
  /// The precisions below 32-bit floats that were measured; nil in files where none was, which are
  /// offered in 32-bit floats alone.
  public var precisions: [MeasuredPrecision]?
  /// What tells pictures without a lesion; nil in files that cannot.
  public var novelty: Novelty?

  /// How an image becomes the network's input.
  public struct Preprocessing: Codable, Sendable, Equatable {
    public var width: Int
    public var height: Int
    /// `squash` or `centre-crop`.
    public var mode: String
  }

  /// The threshold of the verdict, and what it achieved on the validation images.
  public struct OperatingPoint: Codable, Sendable, Equatable {
    /// What a point of a rule was to reach.
    public struct Target: Codable, Sendable, Equatable {
      /// `sensitivity` or `specificity`.
      public var rate: String
      public var atLeast: Double

      private enum CodingKeys: String, CodingKey {
        case rate
        case atLeast = "at_least"
      }
    }

    /// What it is asked for by, such as `sensitivity-95`; nil in files that have one point alone.
    public var name: String?
    /// nil for Youden's rule, and in files that have one point alone.
    public var target: Target?
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
    /// 95 % intervals by drawing whole patients again; nil where no patient is known, or where they
    /// cannot show how far a rate may vary.
    public var sensitivityIntervalByPatient: [Double]?
    public var specificityIntervalByPatient: [Double]?
    /// How many images of each class chose it.
    public var malignant: Int?
    public var benign: Int?
  }

  /// Where the model comes from.
  public struct Training: Codable, Sendable, Equatable {
    public var recipe: TrainingRecipe
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
    /// The sources of the training images, where every layer was trained.
    public var sources: [SourceCount]?
    /// The version of libtorch, where every layer was trained.
    public var libtorch: String?
    /// Where every layer was trained, such as `cpu, 2 threads`.
    public var device: String?
  }

  /// Training images of one source.
  public struct SourceCount: Codable, Sendable, Equatable {
    public var name: String
    public var images: Int
    public var malignant: Int

    public init(name: String, images: Int, malignant: Int) {
      self.name = name
      self.images = images
      self.malignant = malignant
    }
  }
}
