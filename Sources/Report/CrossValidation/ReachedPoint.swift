import Evaluation

/// A threshold that a model file stores, chosen on validation images, and what it reached on images that
/// nobody had looked at.
public struct ReachedPoint: Sendable, Encodable {
  /// Such as `sensitivity-90`, or the rule in words where the file names none.
  public var name: String
  public var rule: String
  public var threshold: Double
  /// Where it was chosen.
  public var chosenSensitivity: Double
  public var chosenSpecificity: Double
  /// On the test.
  public var reached: ConfusionMatrix

  public init(
    name: String, rule: String, threshold: Double, chosenSensitivity: Double,
    chosenSpecificity: Double, reached: ConfusionMatrix
  ) {
    self.name = name
    self.rule = rule
    self.threshold = threshold
    self.chosenSensitivity = chosenSensitivity
    self.chosenSpecificity = chosenSpecificity
    self.reached = reached
  }
}
