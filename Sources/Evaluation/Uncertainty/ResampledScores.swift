/// Ranked samples of which each knows its patient, so that a draw of patients becomes counts by score
/// without sorting again.
struct ResampledScores: Sendable {
  let ranked: RankedScores
  /// The patient of each malignant sample, sample after sample in rank order, level by level.
  private let patientOfPositive: [Int]
  /// The patient of each benign sample, likewise.
  private let patientOfNegative: [Int]
  /// Reused by every resample.
  private var levels: [RankedScores.Level]

  /// - Precondition: as many patients as samples.
  init(_ scored: ScoredLabels, patientOfSample: [Int]) {
    let order = scored.scores.indices.sorted { scored.scores[$0] > scored.scores[$1] }
    ranked = scored.ranked
    patientOfPositive = order.filter { scored.labels[$0] }.map { patientOfSample[$0] }
    patientOfNegative = order.filter { !scored.labels[$0] }.map { patientOfSample[$0] }
    levels = ranked.levels
  }

  /// The samples, each as often as its patient was drawn.
  mutating func resample(draws: [Int]) -> RankedScores {
    var positive = 0
    var negative = 0
    var positiveCount = 0
    var negativeCount = 0
    for (index, level) in ranked.levels.enumerated() {
      var positives = 0
      for _ in 0..<level.positives {
        positives += draws[patientOfPositive[positive]]
        positive += 1
      }
      var negatives = 0
      for _ in 0..<level.negatives {
        negatives += draws[patientOfNegative[negative]]
        negative += 1
      }
      levels[index].positives = positives
      levels[index].negatives = negatives
      positiveCount += positives
      negativeCount += negatives
    }
    return RankedScores(levels: levels, positiveCount: positiveCount, negativeCount: negativeCount)
  }
}
