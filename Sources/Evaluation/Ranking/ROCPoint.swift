/// One point of a receiver operating characteristic: the two rates at one threshold.
public struct ROCPoint: Sendable, Equatable, Hashable {
  /// A sample is positive when its score is at least this; infinite at the curve's first point.
  public let threshold: Double
  /// The share of benign samples called positive, 0 to 1: one less the specificity.
  public let falsePositiveRate: Double
  /// The share of malignant samples called positive, 0 to 1: the sensitivity.
  public let truePositiveRate: Double

  public init(threshold: Double, falsePositiveRate: Double, truePositiveRate: Double) {
    self.threshold = threshold
    self.falsePositiveRate = falsePositiveRate
    self.truePositiveRate = truePositiveRate
  }
}
