extension ScoredLabels {
  /// The area under the ROC curve (AUC), 0 to 1: the probability that a malignant sample chosen at
  /// random scores above a benign one chosen at random, where a tie counts one half.
  ///
  /// Equals the Mann-Whitney U statistic over the number of pairs. Counted in integers, so it is the
  /// correctly rounded value while twice the number of pairs stays below 2^53.
  ///
  /// `nil` unless both classes are present. Source: Hanley and McNeil 1982, Radiology 143:29.
  public var areaUnderROC: Double? { ranked.areaUnderROC }
}

extension RankedScores {
  var areaUnderROC: Double? {
    guard hasBothClasses else { return nil }
    var negativesBelow = negativeCount
    var twiceWins = 0
    for level in levels {
      negativesBelow -= level.negatives
      twiceWins += level.positives * (2 * negativesBelow + level.negatives)
    }
    return Double(twiceWins) / Double(2 * positiveCount * negativeCount)
  }
}
