/// One point of a precision-recall curve: the two rates at one threshold.
public struct PrecisionRecallPoint: Sendable, Equatable, Hashable {
  /// A sample is positive when its score is at least this; infinite at the curve's first point.
  public let threshold: Double
  /// The share of samples called positive that are malignant, 0 to 1.
  public let precision: Double
  /// The share of malignant samples called positive, 0 to 1.
  public let recall: Double

  public init(threshold: Double, precision: Double, recall: Double) {
    self.threshold = threshold
    self.precision = precision
    self.recall = recall
  }
}
