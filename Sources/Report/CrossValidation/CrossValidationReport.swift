import Evaluation
import Foundation

/// A cross-validation: every recipe on every fold, and how they compare.
public struct CrossValidationReport: Sendable, Encodable {
  /// A model and what is known of its training.
  public struct Model: Sendable, Encodable {
    public var fold: Int
    /// Images it was trained on, those of added data sets included.
    public var trainingImages: Int
    public var bestEpoch: Int
    /// Of the training's epochs.
    public var trainingSeconds: Double?
    public var points: [ReachedPoint]
    /// Test images that could not be read.
    public var unreadable: Int
    /// Test images left out because the model was trained on the very same bytes.
    public var seen: Int

    public init(
      fold: Int, trainingImages: Int, bestEpoch: Int, trainingSeconds: Double?,
      points: [ReachedPoint], unreadable: Int, seen: Int
    ) {
      self.fold = fold
      self.trainingImages = trainingImages
      self.bestEpoch = bestEpoch
      self.trainingSeconds = trainingSeconds
      self.points = points
      self.unreadable = unreadable
      self.seen = seen
    }
  }

  /// One way of training over the folds that are done.
  public struct Recipe: Sendable, Encodable {
    public var name: String
    public var title: String
    public var summary: CrossValidationSummary
    /// One a fold of `summary`, in its order.
    public var models: [Model]

    public init(
      name: String, title: String, summary: CrossValidationSummary, models: [Model]
    ) {
      self.name = name
      self.title = title
      self.summary = summary
      self.models = models
    }

    /// ``CalibrationSummary/expectedCalibrationError``, the mean over the folds; nil where a fold's is
    /// undefined.
    public var calibrationError: Double? {
      let errors = summary.folds.compactMap(\.summary.calibration?.expectedCalibrationError)
      guard errors.count == summary.folds.count, !errors.isEmpty else { return nil }
      return errors.reduce(0, +) / Double(errors.count)
    }

    /// Of all trainings; nil where one is not known.
    public var trainingSeconds: Double? {
      let seconds = models.compactMap(\.trainingSeconds)
      return seconds.count == models.count ? seconds.reduce(0, +) : nil
    }
  }

  /// A recipe against the first one, over the folds that both have done.
  public struct Comparison: Sendable, Encodable {
    public var recipe: String
    public var reference: String
    public var comparison: CrossValidationComparison

    public init(recipe: String, reference: String, comparison: CrossValidationComparison) {
      self.recipe = recipe
      self.reference = reference
      self.comparison = comparison
    }
  }

  /// A recipe's models on a data set that has no part in the cross-validation.
  public struct ForeignTest: Sendable, Encodable {
    public var recipe: String
    public var data: String
    /// Each model's test; the samples are the same images in every fold.
    public var summaries: [EvaluationSummary]
    public var folds: [Int]

    public init(recipe: String, data: String, summaries: [EvaluationSummary], folds: [Int]) {
      self.recipe = recipe
      self.data = data
      self.summaries = summaries
      self.folds = folds
    }
  }

  /// One model's test, for whoever watches.
  public struct Row: Sendable, Encodable {
    public var recipe: String
    public var model: Model
    public var test: CrossValidationSummary.Fold
  }

  public var data: String
  /// The table of folds.
  public var foldsName: String
  /// All folds of the study, done or not.
  public var folds: [Int]
  public var additions: [String]
  /// What ``FoldFigure/aucWithinStrata`` compares within, such as `source`; nil where nothing.
  public var stratum: String?
  public var seed: UInt64
  public var software: String
  public var command: String
  public var recipes: [Recipe]
  public var comparisons: [Comparison]
  public var foreignTests: [ForeignTest]

  public init(
    data: String, foldsName: String, folds: [Int], additions: [String], stratum: String?,
    seed: UInt64, software: String, command: String, recipes: [Recipe],
    comparisons: [Comparison], foreignTests: [ForeignTest]
  ) {
    self.data = data
    self.foldsName = foldsName
    self.folds = folds
    self.additions = additions
    self.stratum = stratum
    self.seed = seed
    self.software = software
    self.command = command
    self.recipes = recipes
    self.comparisons = comparisons
    self.foreignTests = foreignTests
  }

  /// Whether every recipe has done every fold.
  public var isComplete: Bool {
    !recipes.isEmpty && recipes.allSatisfy { $0.models.count == folds.count }
  }

  /// A model's row; nil where it is not done.
  public func row(_ recipe: String, fold: Int) -> Row? {
    guard let found = recipes.first(where: { $0.name == recipe }),
      let model = found.models.first(where: { $0.fold == fold }),
      let test = found.summary.folds.first(where: { $0.fold == fold })
    else { return nil }
    return Row(recipe: recipe, model: model, test: test)
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
