/// One setting of a support vector machine and how it fared in cross-validation.
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
