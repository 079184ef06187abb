import Evaluation

/// One curve of a figure: a model's scores under a name.
public struct ScoredSeries: Sendable {
  /// What the legend calls it; any text.
  public let name: String
  /// The scores that the curve is drawn from.
  public let scored: ScoredLabels
  /// Marked on the curve; `nil` for no mark.
  public let operatingThreshold: Double?

  public init(name: String, scored: ScoredLabels, operatingThreshold: Double? = nil) {
    self.name = name
    self.scored = scored
    self.operatingThreshold = operatingThreshold
  }
}
