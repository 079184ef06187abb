/// How often samples with like scores are malignant: the points of a reliability diagram.
///
/// Source: Niculescu-Mizil and Caruana 2005, ICML; bins of equal mass as in Nguyen and O'Connor 2015,
/// EMNLP, since bins of equal width leave few samples where scores are rare.
public struct CalibrationCurve: Sendable, Equatable, Codable {
  /// Samples between two quantiles of the scores.
  public struct Bin: Sendable, Equatable, Codable {
    /// At least 1.
    public let count: Int
    /// Malignant ones among them.
    public let malignant: Int
    /// 0 to 1.
    public let meanScore: Double

    public init(count: Int, malignant: Int, meanScore: Double) {
      self.count = count
      self.malignant = malignant
      self.meanScore = meanScore
    }

    /// The share of malignant samples, 0 to 1.
    public var observed: Double { Double(malignant) / Double(count) }

    /// Wilson's interval of ``observed``; `nil` where `confidence` is out of range.
    public func interval(confidence: Double = 0.95) -> ConfidenceInterval? {
      Proportion(malignant, of: count).interval(confidence: confidence)
    }
  }

  /// By rising score; bins that no sample falls into are left out.
  public let bins: [Bin]

  public init(bins: [Bin]) { self.bins = bins }

  /// The mean distance between score and share over the samples, 0 to 1: the expected calibration error.
  ///
  /// Never 0 in practice: shares vary by chance, the more the fewer samples a bin has. See
  /// ``debiasedError``.
  /// Source: Naeini, Cooper and Hauskrecht 2015, AAAI.
  public var expectedError: Double? {
    mean { abs($0.meanScore - $0.observed) }
  }

  /// The root mean square distance, less what chance adds to it, 0 to 1.
  ///
  /// The variance of each bin's share is taken off its squared distance, so that the square estimates
  /// the truth without bias; below 0 it counts as 0.
  /// `nil` also where a bin has a single sample, whose variance is not known.
  /// Source: Kumar, Liang and Ma 2019, NeurIPS, definition 4.1.
  public var debiasedError: Double? {
    guard bins.allSatisfy({ $0.count > 1 }) else { return nil }
    return mean { bin in
      let distance = bin.meanScore - bin.observed
      return distance * distance - bin.observed * (1 - bin.observed) / Double(bin.count - 1)
    }.map { max(0, $0).squareRoot() }
  }

  /// Over the samples; `nil` without any.
  private func mean(_ value: (Bin) -> Double) -> Double? {
    let count = bins.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    return bins.reduce(0) { $0 + Double($1.count) * value($1) } / Double(count)
  }
}
