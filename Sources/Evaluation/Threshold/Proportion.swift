/// A share of counted samples, such as 54 of 117 melanomas found.
///
/// Keeps both counts, so that a reader sees how little or how much stands behind a percentage.
public struct Proportion: Sendable, Equatable, Hashable {
  /// Samples that count, 0 ... ``total``.
  public let count: Int
  /// Samples looked at; may be zero.
  public let total: Int

  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// `count / total`, 0 to 1; `nil` when nothing was looked at.
  public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// The Wilson score interval of the proportion; see ``ConfidenceInterval/wilson(_:confidence:)``.
  public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
    .wilson(self, confidence: confidence)
  }
}
