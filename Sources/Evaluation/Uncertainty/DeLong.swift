extension ScoredLabels {
  /// DeLong's estimate of the variance of ``areaUnderROC``.
  ///
  /// The placement of a malignant sample is the share of benign ones it outranks, and the other way
  /// round; the variance is that of the placements within each class over the number in the class.
  /// Computed from ranks in linear time after one sort, not from all pairs.
  ///
  /// `nil` unless each class has at least two samples. Samples are taken as independent; where patients
  /// gave several images, see ``PatientBootstrap``.
  ///
  /// Sources: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837; Sun and Xu 2014, IEEE Signal
  /// Processing Letters 21:1389 (by ranks).
  public var deLongVariance: Double? { ranked.deLongVariance }

  /// A confidence interval of ``areaUnderROC`` from ``deLongVariance``, within 0 ... 1.
  ///
  /// - Parameters:
  ///   - confidence: Above 0 and below 1.
  ///   - scale: Where the bounds are symmetric. See ``IntervalScale`` for why `logit` is the default.
  /// - Returns: `nil` when the variance is undefined, `confidence` is out of range, or the variance is
  ///   zero: with every pair ranked alike (perfect, inverted, or all scores equal) the estimate says
  ///   "certain", which a finite sample never is.
  public func deLongInterval(
    confidence: Double = 0.95, scale: IntervalScale = .logit
  ) -> ConfidenceInterval? {
    guard let area = areaUnderROC, let variance = deLongVariance, variance > 0,
      let z = StandardNormal.twoSidedCriticalValue(confidence: confidence)
    else { return nil }
    let bounds = scale.bounds(of: area, halfWidth: z * variance.squareRoot())
    return ConfidenceInterval(lower: bounds.lower, upper: bounds.upper, confidence: confidence)
  }
}

extension RankedScores {
  /// Calls `body` with each level, its malignant samples' placement (the share of benign ones below,
  /// ties one half) and its benign samples' placement (the share of malignant ones above).
  func forEachPlacement(_ body: (Level, _ ofPositives: Double, _ ofNegatives: Double) -> Void) {
    var negativesBelow = negativeCount
    var positivesAbove = 0
    for level in levels {
      negativesBelow -= level.negatives
      body(
        level,
        Double(2 * negativesBelow + level.negatives) / Double(2 * negativeCount),
        Double(2 * positivesAbove + level.positives) / Double(2 * positiveCount))
      positivesAbove += level.positives
    }
  }

  var deLongVariance: Double? {
    guard positiveCount > 1, negativeCount > 1, let area = areaUnderROC else { return nil }
    var positiveSquares = 0.0
    var negativeSquares = 0.0
    forEachPlacement { level, ofPositives, ofNegatives in
      positiveSquares += Double(level.positives) * (ofPositives - area) * (ofPositives - area)
      negativeSquares += Double(level.negatives) * (ofNegatives - area) * (ofNegatives - area)
    }
    return positiveSquares / (Double(positiveCount - 1) * Double(positiveCount))
      + negativeSquares / (Double(negativeCount - 1) * Double(negativeCount))
  }
}
