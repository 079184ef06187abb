extension ScoreCalibration {
  /// Platt scaling: the slope and intercept under which Platt's targets are most likely.
  ///
  /// Newton's method with a line search on a problem with one minimum, as Lin, Lin and Weng 2007
  /// (Machine Learning 68:267), whose sign conventions are turned round: their `A` is minus the slope.
  /// The logits are scaled before, so that their unit does not matter.
  ///
  /// - Parameter scored: logits, any finite numbers, and labels.
  /// - Returns: `nil` unless both classes are present, and where the best slope is not above 0.
  public static func platt(_ scored: ScoredLabels) -> ScoreCalibration? {
    guard let targets = CalibrationTargets(scored) else { return nil }
    let largest = targets.groups.reduce(0) { max($0, abs($1.logit)) }
    guard largest > 0, largest.isFinite else { return nil }
    let scale = 1 / largest
    guard scale.isFinite else { return nil }
    var fit = LogisticFit(
      points: targets.groups.map {
        .init(x: $0.logit * scale, count: $0.count, target: $0.target)
      },
      slope: 0,
      intercept: LogisticFit.logOdds(
        positives: targets.positiveCount + 1, negatives: targets.negativeCount + 1))
    guard fit.minimize() else { return nil }
    // A slope that is zero but for rounding says that the logits tell nothing.
    guard fit.slope > 1e-9 else { return nil }
    return ScoreCalibration(
      method: .platt, slope: fit.slope * scale, intercept: fit.intercept)
  }
}
