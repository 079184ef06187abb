extension ConfidenceInterval {
  /// An interval of an area under the ROC curve of which nothing else is known than the numbers of
  /// samples, as when a paper prints the area alone.
  ///
  /// Where the scores are at hand, ``ScoredLabels/deLongInterval(confidence:scale:)`` assumes less.
  ///
  /// - Parameters:
  ///   - area: 0 to 1.
  ///   - positives: Malignant samples, at least 1.
  ///   - negatives: Benign samples, at least 1.
  ///   - confidence: Above 0 and below 1.
  /// - Returns: Symmetric, within 0 ... 1; `nil` where a parameter is out of range.
  ///
  /// Source: Hanley and McNeil 1982, Radiology 143:29.
  public static func hanleyMcNeil(
    area: Double, positives: Int, negatives: Int, confidence: Double = 0.95
  ) -> ConfidenceInterval? {
    guard let z = StandardNormal.twoSidedCriticalValue(confidence: confidence),
      let variance = hanleyMcNeilVariance(
        area: area, positives: positives, negatives: negatives)
    else { return nil }
    let halfWidth = z * variance.squareRoot()
    return ConfidenceInterval(
      lower: max(0, area - halfWidth), upper: min(1, area + halfWidth), confidence: confidence)
  }

  /// The variance of such an area, at least 0; `nil` where a parameter is out of range.
  public static func hanleyMcNeilVariance(
    area: Double, positives: Int, negatives: Int
  ) -> Double? {
    guard (0...1).contains(area), positives > 0, negatives > 0 else { return nil }
    let (p, n) = (Double(positives), Double(negatives))
    let twoPositives = area / (2 - area)
    let twoNegatives = 2 * area * area / (1 + area)
    let variance =
      (area * (1 - area) + (p - 1) * (twoPositives - area * area)
        + (n - 1) * (twoNegatives - area * area)) / (p * n)
    return max(0, variance)
  }
}
