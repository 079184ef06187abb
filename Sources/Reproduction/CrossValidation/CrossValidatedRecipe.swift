/// One way of training that a cross-validation measures.
public struct CrossValidatedRecipe: Sendable {
  /// Names its files and rows; letters, digits and hyphens.
  public let name: String
  /// In a sentence for the report, such as what is trained.
  public let title: String
  /// Everything that decides its models besides the data and the seed: recipe, network, weights. A
  /// change means that models of an earlier run no longer hold.
  public let settings: [String: String]
  /// Whether it trains on data sets beside the one that is split.
  public let takesAdditions: Bool
  /// Makes the training of one fold.
  public let job: @Sendable (FoldTraining) -> any TrainingJob

  public init(
    name: String, title: String, settings: [String: String], takesAdditions: Bool,
    job: @escaping @Sendable (FoldTraining) -> any TrainingJob
  ) {
    self.name = name
    self.title = title
    self.settings = settings
    self.takesAdditions = takesAdditions
    self.job = job
  }
}
