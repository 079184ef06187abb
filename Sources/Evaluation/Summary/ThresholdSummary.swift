/// What a classifier achieves at one threshold, with every rate and its interval.
public struct ThresholdSummary: Sendable, Equatable {
  /// A sample is called malignant when its score is at least this. Finite.
  public let threshold: Double
  /// The counts that every rate follows from.
  public let confusionMatrix: ConfusionMatrix
  /// The confidence of the intervals, above 0 and below 1.
  public let confidence: Double

  init(_ scored: ScoredLabels, threshold: Double, confidence: Double) {
    self.threshold = threshold
    self.confusionMatrix = scored.confusionMatrix(threshold: threshold)
    self.confidence = confidence
  }

  /// The Wilson interval of a rate; `nil` where the rate is undefined.
  public func interval(of rate: ConfusionMatrix.Rate) -> ConfidenceInterval? {
    confusionMatrix.proportion(rate)?.interval(confidence: confidence)
  }
}
