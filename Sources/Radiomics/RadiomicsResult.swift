import Dataset
import Evaluation

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
