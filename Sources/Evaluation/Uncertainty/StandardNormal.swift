import Foundation

/// The normal distribution with mean 0 and variance 1.
package enum StandardNormal {
  /// The probability of a value above `z`, accurate far into the tail.
  package static func upperTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

  /// The probability of a value as far from 0 as `z`, on either side: a two-sided p-value.
  package static func twoSidedTail(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The value that a standard normal exceeds with probability `tail`; `nil` unless 0 < `tail` < 1.
  ///
  /// Starts from Abramowitz and Stegun 26.2.23 (absolute error below 4.5e-4) and takes Halley steps on
  /// `erfc`, each of which triples the number of right digits, to about 1e-15 relative to SciPy.
  package static func upperQuantile(_ tail: Double) -> Double? {
    guard tail > 0, tail < 1 else { return nil }
    if tail == 0.5 { return 0 }
    if tail > 0.5 { return upperQuantile(1 - tail).map { -$0 } }
    let t = (-2 * log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - numerator / denominator
    for _ in 0..<3 {
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = (upperTail(z) - tail) / density
      z += step / (1 - z * step / 2)
    }
    return z
  }

  /// The half width, in standard errors, of a two-sided interval; 1.96 for 0.95. `nil` unless
  /// 0 < `confidence` < 1.
  package static func twoSidedCriticalValue(confidence: Double) -> Double? {
    guard confidence > 0, confidence < 1 else { return nil }
    return upperQuantile((1 - confidence) / 2)
  }
}
