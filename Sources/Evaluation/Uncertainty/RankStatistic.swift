/// A figure that depends on the scores only through counts by score, and so can be resampled fast.
public enum RankStatistic: Sendable, Equatable, Hashable {
  /// ``ScoredLabels/areaUnderROC``.
  case areaUnderROC
  /// ``ScoredLabels/averagePrecision``.
  case averagePrecision
  /// The share of malignant samples with a score of at least the threshold.
  case sensitivity(atThreshold: Double)
  /// The share of benign samples with a score below the threshold.
  case specificity(atThreshold: Double)
  /// ``ConfusionMatrix/f1`` where a score of at least the threshold is called malignant.
  case f1(atThreshold: Double)
  /// ``ScoredLabels/sensitivity(atSpecificity:)``: the threshold is chosen anew in each resample.
  case sensitivityAtSpecificity(Double)
  /// ``ScoredLabels/expectedCalibrationError(bins:)``; the bins are drawn anew in each resample.
  case expectedCalibrationError(bins: Int)

  /// The figure itself; `nil` where it is undefined.
  public func value(of scored: ScoredLabels) -> Double? { value(of: scored.ranked) }

  func value(of ranked: RankedScores) -> Double? {
    switch self {
    case .areaUnderROC: ranked.areaUnderROC
    case .averagePrecision: ranked.averagePrecision
    case .sensitivity(let threshold): ranked.confusionMatrix(threshold: threshold).sensitivity
    case .specificity(let threshold): ranked.confusionMatrix(threshold: threshold).specificity
    case .f1(let threshold): ranked.confusionMatrix(threshold: threshold).f1
    case .sensitivityAtSpecificity(let share):
      OperatingPointRule.specificity(atLeast: share).bestSplit(of: ranked)?.sensitivity(in: ranked)
    case .expectedCalibrationError(let bins): ranked.calibrationCurve(bins: bins).expectedError
    }
  }
}
