extension ScoreCalibration {
  /// Temperature scaling: the slope alone under which Platt's targets are most likely.
  ///
  /// The loss is convex in the slope, so its derivative has one zero, found by bisection to the last
  /// bit but a few. Platt's targets in place of 0 and 1 keep it finite where the logits separate the
  /// classes.
  ///
  /// - Parameter scored: logits, any finite numbers, and labels.
  /// - Returns: `nil` unless both classes are present, and where the best slope is not above 0.
  public static func temperature(_ scored: ScoredLabels) -> ScoreCalibration? {
    guard let targets = CalibrationTargets(scored) else { return nil }
    let largest = targets.groups.reduce(0) { max($0, abs($1.logit)) }
    guard largest > 0, (1 / largest).isFinite else { return nil }
    func derivative(_ slope: Double) -> Double {
      targets.groups.reduce(0) { sum, group in
        let residual =
          group.count * LogisticFit.logistic(slope * (group.logit / largest)) - group.target
        return sum + residual * (group.logit / largest)
      }
    }
    guard derivative(0) < 0 else { return nil }
    var (low, high) = (0.0, 1.0)
    while derivative(high) < 0 {
      (low, high) = (high, 2 * high)
      guard high < 1e8 else { return nil }
    }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if derivative(middle) < 0 { low = middle } else { high = middle }
    }
    return ScoreCalibration(method: .temperature, slope: high / largest, intercept: 0)
  }
}
