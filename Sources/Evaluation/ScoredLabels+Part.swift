extension ScoredLabels {
  /// Some of the samples, in the order asked for.
  ///
  /// - Precondition: `indices` are positions of samples.
  public func part(_ indices: [Int]) -> ScoredLabels {
    ScoredLabels(
      checkedScores: indices.map { scores[$0] }, labels: indices.map { labels[$0] })
  }
}
