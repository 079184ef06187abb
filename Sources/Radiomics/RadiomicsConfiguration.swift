import Dataset

/// What the baseline is fitted on and tested on, and how (paper, section 3.2).
public struct RadiomicsConfiguration: Sendable {
  /// Images that may be fitted on: the paper's training and validation parts together, since the
  /// baseline chooses by cross-validation.
  public var development: [LesionRecord]
  /// Images that are looked at once, at the end.
  public var test: [LesionRecord]
  /// Of `development` at most so many images are drawn, in the proportion of its classes: the paper's
  /// "using only 5000 examples".
  public var exampleLimit: Int
  /// Of the cross-validation, 2...20: the paper's 3.
  public var folds: Int
  /// Kernels of the grid; the paper does not list its own.
  public var kernels: [SVMKernel]
  /// Values of C in the grid, above 0; the paper does not list its own.
  public var costs: [Double]
  /// Which examples are drawn and how they are dealt to folds follow from it.
  public var seed: UInt64
  /// Cores to use; nil takes all. The result never depends on it.
  public var threads: Int?
  /// Whether the folds keep all images of a patient together.
  public var groupsPatients: Bool
  /// Where features and fitted folds are kept, so that a run that was stopped goes on where it was;
  /// nil keeps nothing. Made where it does not exist.
  public var cacheFolder: String?

  /// Decades from .01 to 100. On ISIC 2020 another one, 1000, took half as long as all of these and
  /// was never chosen.
  public static let standardCosts = [0.01, 0.1, 1, 10, 100]

  public init(
    development: [LesionRecord], test: [LesionRecord], exampleLimit: Int = 5000, folds: Int = 3,
    kernels: [SVMKernel] = SVMKernel.allCases, costs: [Double] = standardCosts, seed: UInt64 = 0,
    threads: Int? = nil, groupsPatients: Bool = false, cacheFolder: String? = nil
  ) {
    self.development = development
    self.test = test
    self.exampleLimit = exampleLimit
    self.folds = folds
    self.kernels = kernels
    self.costs = costs
    self.seed = seed
    self.threads = threads
    self.groupsPatients = groupsPatients
    self.cacheFolder = cacheFolder
  }

  /// - Throws: `invalidConfiguration` or `unusableData` for what no run could be made of.
  func validate() throws(RadiomicsError) {
    func require(_ isValid: Bool, _ rule: String) throws(RadiomicsError) {
      guard !isValid else { return }
      throw RadiomicsError(.invalidConfiguration, "The baseline needs \(rule); change the number.")
    }
    try require(2...20 ~= folds, "2 to 20 folds, not \(folds)")
    // libsvm's time grows with the square of the examples and more.
    try require(1...100_000 ~= exampleLimit, "1 to 100000 examples, not \(exampleLimit)")
    try require(!kernels.isEmpty && Set(kernels).count == kernels.count, "kernels, each once")
    try require(!costs.isEmpty && Set(costs).count == costs.count, "values of C, each once")
    for cost in costs { try require(cost > 0 && cost.isFinite, "a positive C, not \(cost)") }
    if let threads { try require(threads > 0, "at least one core, not \(threads)") }
    guard !development.isEmpty, !test.isEmpty else {
      throw RadiomicsError(
        .unusableData,
        "The baseline needs images to fit and images to test, not \(development.count) and "
          + "\(test.count): use more data or another split.")
    }
  }
}
