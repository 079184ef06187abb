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
    hasBothClasses ? Double(twiceWins) / Double(2 * pairCount) : nil
  }

  /// The pairs of a malignant and a benign sample.
  var pairCount: Int { positiveCount * negativeCount }

  /// Twice the number of pairs whose malignant sample scores higher, where a tie counts one half.
  var twiceWins: Int {
    var negativesBelow = negativeCount
    var twiceWins = 0
    for level in levels {
      negativesBelow -= level.negatives
      twiceWins += level.positives * (2 * negativesBelow + level.negatives)
    }
    return twiceWins
  }
}
