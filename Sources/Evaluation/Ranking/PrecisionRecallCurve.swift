extension ScoredLabels {
  /// The precision-recall curve, thresholds falling, one point a distinct score.
  ///
  /// The first point, at an infinite threshold, is recall 0 with precision 1 by convention, since
  /// nothing is called positive there. These are the points of scikit-learn's
  /// `precision_recall_curve` in the opposite order. Join them by steps: linear interpolation between
  /// them is optimistic (Davis and Goadrich 2006, ICML).
  ///
  /// No points unless both classes are present.
  public var precisionRecallCurve: [PrecisionRecallPoint] { ranked.precisionRecallCurve }

  /// Average precision, 0 to 1: the precision at each threshold, weighted by the recall gained there,
  /// `sum (R_n - R_(n-1)) P_n`, as scikit-learn's `average_precision_score`.
  ///
  /// A ranking at random reaches about the ``prevalence``, so compare only sets of like prevalence.
  ///
  /// `nil` unless both classes are present. (Without a benign sample the formula gives 1 for any
  /// scores whatever, which would praise a model for the data.)
  public var averagePrecision: Double? { ranked.averagePrecision }
}

extension RankedScores {
  var precisionRecallCurve: [PrecisionRecallPoint] {
    guard hasBothClasses else { return [] }
    var points = [PrecisionRecallPoint(threshold: .infinity, precision: 1, recall: 0)]
    points.reserveCapacity(levels.count + 1)
    var truePositives = 0
    var predicted = 0
    for level in levels {
      truePositives += level.positives
      predicted += level.positives + level.negatives
      points.append(
        PrecisionRecallPoint(
          threshold: level.score,
          precision: Double(truePositives) / Double(predicted),
          recall: Double(truePositives) / Double(positiveCount)))
    }
    return points
  }

  var averagePrecision: Double? {
    guard hasBothClasses else { return nil }
    var truePositives = 0
    var predicted = 0
    var sum = 0.0
    for level in levels where level.positives + level.negatives > 0 {
      truePositives += level.positives
      predicted += level.positives + level.negatives
      sum += Double(level.positives) * Double(truePositives) / Double(predicted)
    }
    return sum / Double(positiveCount)
  }
}
