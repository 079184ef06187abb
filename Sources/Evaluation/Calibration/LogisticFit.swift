import Foundation

/// Logistic regression on one variable, by Newton's method with a line search.
///
/// The loss, `sum count * log(1 + exp z) - target * z` with `z = slope * x + intercept`, is convex: where
/// it has a minimum, this finds it from any start.
struct LogisticFit {
  /// Samples that share one `x`: how many, and the sum of their targets, each 0 to 1.
  struct Point {
    let x: Double
    let count: Double
    let target: Double
  }

  let points: [Point]
  var slope: Double
  var intercept: Double

  /// Second derivatives of the loss: Fisher's information, whose inverse is the variance of the fit.
  private(set) var information = (slopes: 0.0, both: 0.0, intercepts: 0.0)

  init(points: [Point], slope: Double, intercept: Double) {
    self.points = points
    self.slope = slope
    self.intercept = intercept
  }

  /// The logarithm of the odds of two counts, both at least 1.
  static func logOdds(positives: Int, negatives: Int) -> Double {
    log(Double(positives) / Double(negatives))
  }

  /// Moves slope and intercept to the minimum.
  ///
  /// - Returns: whether it was reached; not where there is none, as when `x` separates the targets.
  mutating func minimize() -> Bool {
    for _ in 0..<100 {
      let gradient = derive()
      let size = points.reduce(0) { $0 + $1.count }
      if abs(gradient.slope) < 1e-10 * size, abs(gradient.intercept) < 1e-10 * size {
        return slope.isFinite && intercept.isFinite
      }
      // A ridge of rounding's size, so that equal `x` do not divide by zero.
      let (h11, h12, h22) = (
        information.slopes + 1e-12, information.both, information.intercepts + 1e-12
      )
      let determinant = h11 * h22 - h12 * h12
      guard determinant > 0 else { return false }
      let step = (
        slope: -(h22 * gradient.slope - h12 * gradient.intercept) / determinant,
        intercept: -(h11 * gradient.intercept - h12 * gradient.slope) / determinant
      )
      let descent = gradient.slope * step.slope + gradient.intercept * step.intercept
      guard let fraction = lineSearch(step.slope, step.intercept, descent: descent) else {
        // No shorter step lowers the loss: as near as doubles come, or no minimum.
        return abs(descent) < 1e-9 * max(1, size)
      }
      slope += fraction * step.slope
      intercept += fraction * step.intercept
      guard abs(slope) < 1e8, abs(intercept) < 1e8 else { return false }
    }
    return false
  }

  /// The share of a step, by halving, that lowers the loss enough (Armijo); nil where none does.
  private func lineSearch(_ slopeStep: Double, _ interceptStep: Double, descent: Double) -> Double?
  {
    let start = loss(slope, intercept)
    var fraction = 1.0
    while fraction >= 1e-10 {
      let next = loss(slope + fraction * slopeStep, intercept + fraction * interceptStep)
      if next < start + 1e-4 * fraction * descent { return fraction }
      fraction /= 2
    }
    return nil
  }

  private func loss(_ slope: Double, _ intercept: Double) -> Double {
    points.reduce(0) { sum, point in
      let z = slope * point.x + intercept
      return sum + point.count * (max(z, 0) + log1p(exp(-abs(z)))) - point.target * z
    }
  }

  /// The loss's first derivatives; the second go to `information`.
  private mutating func derive() -> (slope: Double, intercept: Double) {
    var gradient = (slope: 0.0, intercept: 0.0)
    information = (0, 0, 0)
    for point in points {
      let p = Self.logistic(slope * point.x + intercept)
      let residual = point.count * p - point.target
      gradient.slope += residual * point.x
      gradient.intercept += residual
      let weight = point.count * p * (1 - p)
      information.slopes += weight * point.x * point.x
      information.both += weight * point.x
      information.intercepts += weight
    }
    return gradient
  }

  /// The logistic function without overflow on either side.
  static func logistic(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + exp(-z)) }
    let e = exp(z)
    return e / (1 + e)
  }
}
