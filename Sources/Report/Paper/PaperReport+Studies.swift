import Evaluation

extension PaperReport {
  /// DeLong's paired test between two classifiers on the same images.
  public struct PairedComparison: Codable, Sendable, Equatable {
    /// `ClassifierRow.identifier`s.
    public var first: String
    public var second: String
    public var auc: AUCComparison

    public init(first: String, second: String, auc: AUCComparison) {
      self.first = first
      self.second = second
      self.auc = auc
    }
  }

  /// The paper's recipe with elements left out.
  public struct AblationRow: Codable, Sendable, Equatable {
    /// Such as `the paper's recipe`, `without oversampling`.
    public var name: String
    /// The recipe's elements that are off, as `lentigo train --without` names them.
    public var without: [String]
    /// At .5 and by rank, on the test images.
    public var summary: EvaluationSummary
    /// Against the full recipe on the same images; nil for the full recipe itself.
    @ExplicitNull public var againstFull: AUCComparison?
    /// The training's course; empty where it was not kept.
    public var epochs: [Epoch]

    public init(
      name: String, without: [String], summary: EvaluationSummary, againstFull: AUCComparison?,
      epochs: [Epoch] = []
    ) {
      self.name = name
      self.without = without
      self.summary = summary
      self.againstFull = againstFull
      self.epochs = epochs
    }
  }

  /// How the baseline was fitted, and what its features give when handled otherwise.
  public struct RadiomicsSection: Codable, Sendable, Equatable {
    /// Images that the machine was fitted and cross-validated on.
    public var examples: Int
    public var malignantExamples: Int
    public var folds: Int
    /// Values of one image: Hu, Haralick, histogram.
    public var featureCounts: [FeatureGroup]
    /// Every point of the grid, in the order tried.
    public var grid: [GridPoint]
    /// The same features, handled in several ways, on the test images.
    public var variants: [Variant]

    public init(
      examples: Int, malignantExamples: Int, folds: Int, featureCounts: [FeatureGroup],
      grid: [GridPoint], variants: [Variant]
    ) {
      self.examples = examples
      self.malignantExamples = malignantExamples
      self.folds = folds
      self.featureCounts = featureCounts
      self.grid = grid
      self.variants = variants
    }

    /// One way to make scores of the machine's decision values.
    public struct Variant: Codable, Sendable, Equatable {
      /// Such as `as the paper may have done it: no class weights, sign as libsvm returns it`.
      public var name: String
      public var summary: EvaluationSummary

      public init(name: String, summary: EvaluationSummary) {
        self.name = name
        self.summary = summary
      }
    }
  }

  /// A network trained and tested with all images of a patient on one side.
  public struct PatientSplitRow: Codable, Sendable, Equatable {
    /// `ClassifierRow.identifier`.
    public var identifier: String
    public var summary: EvaluationSummary

    public init(identifier: String, summary: EvaluationSummary) {
      self.identifier = identifier
      self.summary = summary
    }
  }
}
