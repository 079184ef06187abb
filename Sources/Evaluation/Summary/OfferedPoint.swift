/// An operating point that a model offers by name, with what it promised on the data that chose it.
public struct OfferedPoint: Sendable, Equatable, Codable {
  /// The rate that the rule of the point was to reach.
  public struct Target: Sendable, Equatable, Codable {
    public let rate: ConfusionMatrix.Rate
    public let atLeast: Double

    public init(_ rate: ConfusionMatrix.Rate, atLeast: Double) {
      self.rate = rate
      self.atLeast = atLeast
    }
  }

  public let name: String
  /// A sample is called malignant when its score is at least this. Finite.
  public let threshold: Double
  /// `nil` where the rule has none.
  public let target: Target?
  /// On the data that chose the threshold, 0 to 1.
  public let chosenSensitivity: Double
  public let chosenSpecificity: Double

  public init(
    name: String, threshold: Double, target: Target?, chosenSensitivity: Double,
    chosenSpecificity: Double
  ) {
    self.name = name
    self.threshold = threshold
    self.target = target
    self.chosenSensitivity = chosenSensitivity
    self.chosenSpecificity = chosenSpecificity
  }
}
