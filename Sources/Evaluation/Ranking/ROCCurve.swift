extension ScoredLabels {
  /// The ROC curve from (0, 0) to (1, 1) without the points that lie on a straight line between
  /// their neighbours: ``rocCurve(droppingIntermediate:)`` with `true`.
  public var rocCurve: [ROCPoint] { rocCurve(droppingIntermediate: true) }

  /// The ROC curve, thresholds falling, from (0, 0) at an infinite threshold to (1, 1).
  ///
  /// Samples with equal scores enter together, so ties give sloping segments and the trapezoidal
  /// area under the points is exactly ``areaUnderROC``. Point for point the result of scikit-learn's
  /// `roc_curve`, whose `drop_intermediate` is the parameter here.
  ///
  /// - Parameter droppingIntermediate: Leave out points that repeat the step before and after them;
  ///   the curve drawn stays the same.
  /// - Returns: No points unless both classes are present: without them a rate has no denominator.
  public func rocCurve(droppingIntermediate: Bool) -> [ROCPoint] {
    ranked.rocCurve(droppingIntermediate: droppingIntermediate)
  }
}

extension RankedScores {
  func rocCurve(droppingIntermediate: Bool) -> [ROCPoint] {
    guard hasBothClasses else { return [] }
    var points = [
      ROCPoint(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)
    ]
    points.reserveCapacity(levels.count + 1)
    var truePositives = 0
    var falsePositives = 0
    for (index, level) in levels.enumerated() {
      truePositives += level.positives
      falsePositives += level.negatives
      // As in scikit-learn, "intermediate" compares neighbouring steps, not slopes, and the first
      // and last level always stay.
      let isIntermediate =
        index > 0 && index + 1 < levels.count
        && level.positives == levels[index + 1].positives
        && level.negatives == levels[index + 1].negatives
      if droppingIntermediate && isIntermediate { continue }
      points.append(
        ROCPoint(
          threshold: level.score,
          falsePositiveRate: Double(falsePositives) / Double(negativeCount),
          truePositiveRate: Double(truePositives) / Double(positiveCount)))
    }
    return points
  }
}
