import Evaluation

extension PaperReport {
  /// A row of Table 2: what a classifier costs and how good it is, beside the paper's figures.
  public struct ClassifierRow: Codable, Sendable, Equatable {
    /// As the paper has it, such as `MobileNetV3Small`, `SVM baseline`.
    public var name: String
    /// As the command line has it, such as `mobilenet-v3-small`, `svm-radiomics`.
    public var identifier: String
    /// With the head; nil for the baseline.
    @ExplicitNull public var parameterCount: Int?
    /// For one image; nil for the baseline.
    @ExplicitNull public var multiplyAdds: Int?
    @ExplicitNull public var timing: InferenceTiming?
    /// nil where `missing` says why.
    @ExplicitNull public var measurement: Measurement?
    /// Why there is no measurement, and the way out, such as
    /// `weights not installed: lentigo weights fetch resnet50`.
    @ExplicitNull public var missing: String?
    public var paper: PaperFigures
    /// What the backbone was filled with; nil for the baseline and where there are none.
    @ExplicitNull public var weights: WeightsUsed?

    public init(
      name: String, identifier: String, parameterCount: Int?, multiplyAdds: Int?,
      timing: InferenceTiming?, measurement: Measurement?, missing: String?, paper: PaperFigures,
      weights: WeightsUsed? = nil
    ) {
      self.name = name
      self.identifier = identifier
      self.parameterCount = parameterCount
      self.multiplyAdds = multiplyAdds
      self.timing = timing
      self.measurement = measurement
      self.missing = missing
      self.paper = paper
      self.weights = weights
    }
  }

  /// Pretrained weights by what identifies them.
  public struct WeightsUsed: Codable, Sendable, Equatable {
    /// The file's name without its folder.
    public var file: String
    /// 16 hexadecimal digits over the backbone's tensors.
    public var fingerprint: String
    /// `torchvision` or `keras`.
    public var origin: String

    public init(file: String, fingerprint: String, origin: String) {
      self.file = file
      self.fingerprint = fingerprint
      self.origin = origin
    }
  }

  /// Time over the test images as the paper took it, decoding included; and of the network alone.
  public struct InferenceTiming: Codable, Sendable, Equatable {
    /// Test images.
    public var images: Int
    /// From the first file to the last score, on all `cores`.
    public var seconds: Double
    public var cores: Int
    /// Median milliseconds of one run of the network on one core, nothing else included; nil for the
    /// baseline.
    @ExplicitNull public var networkMilliseconds: Double?
    /// What it was taken on; nil where that was not kept.
    @ExplicitNull public var machine: Machine?

    public init(
      images: Int, seconds: Double, cores: Int, networkMilliseconds: Double?,
      machine: Machine? = nil
    ) {
      self.images = images
      self.seconds = seconds
      self.cores = cores
      self.networkMilliseconds = networkMilliseconds
      self.machine = machine
    }

    /// Milliseconds for one image, decoding included.
    public var millisecondsPerImage: Double { seconds * 1000 / Double(max(images, 1)) }
  }

  /// How good a classifier is on the test images.
  public struct Measurement: Codable, Sendable, Equatable {
    public var summary: EvaluationSummary
    /// One a test image, in the order of `DataSection.testImages`; higher is more suspicious.
    public var scores: [Double]
    /// The training's course; empty for the baseline.
    public var epochs: [Epoch]

    public init(summary: EvaluationSummary, scores: [Double], epochs: [Epoch]) {
      self.summary = summary
      self.scores = scores
      self.epochs = epochs
    }
  }

  /// A point of the learning curves.
  public struct Epoch: Codable, Sendable, Equatable {
    /// From 1.
    public var epoch: Int
    public var trainLoss: Double
    public var validationAUC: Double
    /// Whether the model of this epoch is the one that was kept.
    public var isKept: Bool

    public init(epoch: Int, trainLoss: Double, validationAUC: Double, isKept: Bool) {
      self.epoch = epoch
      self.trainLoss = trainLoss
      self.validationAUC = validationAUC
      self.isKept = isKept
    }
  }

  /// A row of the paper's own Table 2, measured on 6,626 images with a Tesla T4.
  public struct PaperFigures: Codable, Sendable, Equatable {
    @ExplicitNull public var parameterCount: Int?
    @ExplicitNull public var inferenceSeconds: Double?
    public var precision: Double
    public var recall: Double
    public var specificity: Double
    public var auc: Double

    public init(
      parameterCount: Int?, inferenceSeconds: Double?, precision: Double, recall: Double,
      specificity: Double, auc: Double
    ) {
      self.parameterCount = parameterCount
      self.inferenceSeconds = inferenceSeconds
      self.precision = precision
      self.recall = recall
      self.specificity = specificity
      self.auc = auc
    }
  }
}
