extension ConfidenceInterval {
  /// The Wilson score interval of a proportion, without continuity correction.
  ///
  /// Unlike the textbook `p ± z sqrt(p (1 - p) / n)` it keeps its promise for shares near 0 or 1 and for
  /// few samples, and never leaves 0 ... 1. The lower bound is exactly 0 when nothing counts, the upper
  /// exactly 1 when everything does.
  ///
  /// It treats samples as independent. Several images of one patient are not, so for them it is
  /// somewhat too narrow.
  ///
  /// - Parameter confidence: Above 0 and below 1.
  /// - Returns: `nil` when the total is zero, the count lies outside 0 ... total, or `confidence` is
  ///   out of range.
  ///
  /// Source: Wilson 1927, JASA 22:209; recommended by Brown, Cai and DasGupta 2001, Statistical Science
  /// 16:101.
  public static func wilson(
    _ proportion: Proportion, confidence: Double = 0.95
  ) -> ConfidenceInterval? {
    guard proportion.total > 0, (0...proportion.total).contains(proportion.count),
      let z = StandardNormal.twoSidedCriticalValue(confidence: confidence)
    else { return nil }
    let n = Double(proportion.total)
    let successes = Double(proportion.count)
    let failures = n - successes
    let scale = n + z * z
    let center = (successes + z * z / 2) / scale
    let halfWidth = z * (successes * failures / n + z * z / 4).squareRoot() / scale
    return ConfidenceInterval(
      lower: proportion.count == 0 ? 0 : max(0, center - halfWidth),
      upper: proportion.count == proportion.total ? 1 : min(1, center + halfWidth),
      confidence: confidence)
  }
}
