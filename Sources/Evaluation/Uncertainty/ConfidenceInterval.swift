/// Two bounds around an estimate, and how often such bounds hold the truth.
public struct ConfidenceInterval: Sendable, Equatable, Hashable, Codable {
  /// At most ``upper``.
  public let lower: Double
  public let upper: Double
  /// The share of repeated samples whose interval would hold the true value, above 0 and below 1.
  public let confidence: Double

  public init(lower: Double, upper: Double, confidence: Double) {
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
  }

  /// Whether `value` lies within the bounds, bounds included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
