extension ScoredLabels {
  /// Compares this set's area under the ROC curve with that of other scores for the same samples.
  ///
  /// Two models judged on one test set err on the same hard images; the paired test uses that, so it
  /// finds differences which two separate intervals cannot.
  ///
  /// - Parameters:
  ///   - other: Scores of the same samples in the same order.
  ///   - confidence: Of the interval of the difference, above 0 and below 1.
  /// - Returns: `nil` unless each class has at least two samples and `confidence` is in range.
  /// - Throws: ``EvaluationError`` with the code `countMismatch` or `labelMismatch` when the two cannot
  ///   be the same samples.
  ///
  /// Source: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837.
  public func comparingAUC(
    with other: ScoredLabels, confidence: Double = 0.95
  ) throws(EvaluationError) -> AUCComparison? {
    guard count == other.count else {
      throw EvaluationError(
        .countMismatch, "A paired test needs the same samples: \(count) are not \(other.count).")
    }
    if let index = labels.indices.first(where: { labels[$0] != other.labels[$0] }) {
      throw EvaluationError(
        .labelMismatch, "A paired test needs the same samples: labels differ at index \(index).")
    }
    guard positiveCount > 1, negativeCount > 1,
      let first = areaUnderROC, let second = other.areaUnderROC,
      let z = StandardNormal.twoSidedCriticalValue(confidence: confidence)
    else { return nil }

    // The variance of a difference of means, taken from the paired differences themselves: the same
    // as var A + var B - 2 cov, and exactly zero when the two sets rank alike.
    let difference = first - second
    var positiveSquares = 0.0
    var negativeSquares = 0.0
    for (isPositive, (a, b)) in zip(labels, zip(placements(), other.placements())) {
      let deviation = a - b - difference
      if isPositive {
        positiveSquares += deviation * deviation
      } else {
        negativeSquares += deviation * deviation
      }
    }
    let variance =
      positiveSquares / (Double(positiveCount - 1) * Double(positiveCount))
      + negativeSquares / (Double(negativeCount - 1) * Double(negativeCount))
    // Placements are multiples of 1 / (2 n), so a true standard error is far above rounding noise.
    let standardError = variance > 1e-24 ? variance.squareRoot() : 0
    return AUCComparison(
      first: first, second: second, standardError: standardError,
      interval: standardError > 0
        ? ConfidenceInterval(
          lower: max(-1, difference - z * standardError),
          upper: min(1, difference + z * standardError), confidence: confidence)
        : nil)
  }

  /// Each sample's placement among the other class, in the order of samples.
  private func placements() -> [Double] {
    var ofPositives: [Double] = []
    var ofNegatives: [Double] = []
    ofPositives.reserveCapacity(ranked.levels.count)
    ofNegatives.reserveCapacity(ranked.levels.count)
    ranked.forEachPlacement { _, positive, negative in
      ofPositives.append(positive)
      ofNegatives.append(negative)
    }
    return scores.indices.map { index in
      let level = ranked.levelIndex(of: scores[index])
      return labels[index] ? ofPositives[level] : ofNegatives[level]
    }
  }
}

extension RankedScores {
  /// The index of the level with `score`, by bisection.
  ///
  /// - Precondition: A level has that score.
  func levelIndex(of score: Double) -> Int {
    var low = 0
    var high = levels.count - 1
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].score > score { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
