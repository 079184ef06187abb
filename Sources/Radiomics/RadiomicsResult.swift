import Dataset

/// How the baseline was fitted and what its variants say about the test images.
public struct RadiomicsResult: Sendable, Codable, Equatable {
  /// Images that the machine was fitted and cross-validated on.
  public var examples: Int
  public var malignantExamples: Int
  public var folds: Int
  public var featureGroups: [FeatureGroup]
  /// Every point of the grid in the order of scikit-learn's `GridSearchCV`: by C, then by kernel;
  /// first all without class weights, then all with them.
  public var grid: [GridPoint]
  /// The paper's way first; the one with the identifier `balanced` has the score's sign and the class
  /// weights right.
  public var variants: [Variant]
  /// Positions in `RadiomicsConfiguration.test` that could be read, in the order of the scores.
  public var testImages: [Int]
  /// Images that could not be read; their `index` is a position in `development + test`.
  public var unusable: [ImageFailure]

  public init(
    examples: Int, malignantExamples: Int, folds: Int, featureGroups: [FeatureGroup],
    grid: [GridPoint], variants: [Variant], testImages: [Int], unusable: [ImageFailure]
  ) {
    self.examples = examples
    self.malignantExamples = malignantExamples
    self.folds = folds
    self.featureGroups = featureGroups
    self.grid = grid
    self.variants = variants
    self.testImages = testImages
    self.unusable = unusable
  }

  /// Features of one kind.
  public struct FeatureGroup: Sendable, Codable, Equatable {
    public var name: String
    public var count: Int

    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// One setting of the machine and how it fared in cross-validation.
  public struct GridPoint: Sendable, Codable, Equatable {
    /// `linear`, `polynomial`, `rbf` or `sigmoid`.
    public var kernel: String
    /// The price of an example on the wrong side.
    public var c: Double
    /// Whether an example's price is inversely proportional to the size of its class.
    public var balancesClasses: Bool
    /// Mean over the folds, 0...1.
    public var accuracy: Double
    /// Mean over the folds of the area under the ROC curve, 0...1.
    public var auc: Double
    /// Whether it was taken among those with the same `balancesClasses`: by accuracy without class
    /// weights, by AUC with them.
    public var isChosen: Bool

    public init(
      kernel: String, c: Double, balancesClasses: Bool, accuracy: Double, auc: Double,
      isChosen: Bool
    ) {
      self.kernel = kernel
      self.c = c
      self.balancesClasses = balancesClasses
      self.accuracy = accuracy
      self.auc = auc
      self.isChosen = isChosen
    }
  }

  /// One way to make scores of the machine's decision values.
  public struct Variant: Sendable, Codable, Equatable {
    /// For a reader.
    public var name: String
    /// For programs: `paper`, `sign`, `balanced`.
    public var identifier: String
    /// 0...1, one for each of `testImages`; the decision value 0 is 0.5.
    public var scores: [Double]
    /// From this score on an image is called malignant.
    public var threshold: Double

    public init(name: String, identifier: String, scores: [Double], threshold: Double) {
      self.name = name
      self.identifier = identifier
      self.scores = scores
      self.threshold = threshold
    }
  }
}
