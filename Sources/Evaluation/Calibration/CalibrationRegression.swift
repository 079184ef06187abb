import Foundation

/// Whether scores are too extreme or too timid, and too high or too low: the calibration slope and the
/// calibration in the large.
///
/// Logistic regression of the label on the score's logit. A calibrated model has slope 1 and
/// intercept 0. Below 1, high scores are too high and low ones too low; an intercept above 0 says that
/// risks are too low on the whole.
///
/// Source: Cox 1958, Biometrika 45:562; Van Calster et al. 2016, J Clin Epidemiol 74:167.
public struct CalibrationRegression: Sendable, Equatable, Decodable {
  /// Of the logit, with an intercept beside it.
  public let slope: Double
  /// Wald's interval of the slope. Like the other it takes samples as independent.
  public let slopeInterval: ConfidenceInterval?
  /// With the slope held at 1: by how much the logits should be raised.
  public let intercept: Double
  /// Wald's interval of the intercept.
  public let interceptInterval: ConfidenceInterval?
}

extension ScoredLabels {
  /// Calibration slope and intercept of the scores as probabilities.
  ///
  /// Scores of exactly 0 and 1 are kept `Double.ulpOfOne` away, as for ``logLoss``.
  ///
  /// - Parameter confidence: Above 0 and below 1.
  /// - Returns: `nil` unless both classes are present and every score lies in 0 ... 1, and where no
  ///   finite slope fits best: where a score separates the classes, or all scores are equal.
  public func calibrationRegression(confidence: Double = 0.95) -> CalibrationRegression? {
    guard ranked.hasBothClasses, scoresAreProbabilities, ranked.levels.count > 1 else { return nil }
    let logits = ranked.levels.map { level in
      let score = min(max(level.score, .ulpOfOne), 1 - .ulpOfOne)
      return log(score) - log1p(-score)
    }
    let points = zip(ranked.levels, logits).map { level, logit in
      LogisticFit.Point(
        x: logit, count: Double(level.positives + level.negatives),
        target: Double(level.positives))
    }
    var fit = LogisticFit(points: points, slope: 0, intercept: 0)
    guard !isSeparated, fit.minimize(), let intercept = Self.interceptAlone(points) else {
      return nil
    }
    let information = fit.information
    let determinant =
      information.slopes * information.intercepts - information.both * information.both
    return CalibrationRegression(
      slope: fit.slope,
      slopeInterval: Self.wald(
        fit.slope, variance: information.intercepts / determinant, confidence: confidence),
      intercept: intercept.value,
      interceptInterval: Self.wald(
        intercept.value, variance: intercept.variance, confidence: confidence))
  }

  /// Whether a threshold tells the classes apart without error, in either direction; ties at the
  /// threshold included, since the slope then grows without end too.
  private var isSeparated: Bool {
    let levels = ranked.levels
    guard let lowestPositive = levels.last(where: { $0.positives > 0 })?.score,
      let highestPositive = levels.first(where: { $0.positives > 0 })?.score,
      let lowestNegative = levels.last(where: { $0.negatives > 0 })?.score,
      let highestNegative = levels.first(where: { $0.negatives > 0 })?.score
    else { return true }
    return lowestPositive >= highestNegative || highestPositive <= lowestNegative
  }

  /// The intercept beside a slope of 1, by bisection: its score function falls all the way.
  private static func interceptAlone(
    _ points: [LogisticFit.Point]
  ) -> (value: Double, variance: Double)? {
    func excess(_ intercept: Double) -> Double {
      points.reduce(0) {
        $0 + $1.target - $1.count * LogisticFit.logistic($1.x + intercept)
      }
    }
    var (low, high) = (-100.0, 100.0)
    guard excess(low) > 0, excess(high) < 0 else { return nil }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    let information = points.reduce(0) { sum, point in
      let p = LogisticFit.logistic(point.x + low)
      return sum + point.count * p * (1 - p)
    }
    return (low, 1 / information)
  }

  private static func wald(
    _ value: Double, variance: Double, confidence: Double
  ) -> ConfidenceInterval? {
    guard variance > 0, variance.isFinite,
      let z = StandardNormal.twoSidedCriticalValue(confidence: confidence)
    else { return nil }
    let halfWidth = z * variance.squareRoot()
    return ConfidenceInterval(
      lower: value - halfWidth, upper: value + halfWidth, confidence: confidence)
  }
}
