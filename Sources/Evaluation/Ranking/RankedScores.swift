/// Samples as counts by distinct score, highest score first: all that a rank metric can see.
///
/// Equal scores share one level, so ties need no further care: no metric computed from levels can
/// depend on the order in which samples came. The bootstrap reweights levels, so a level may be empty.
struct RankedScores: Sendable {
  /// The samples that share one score.
  struct Level: Sendable, Equatable {
    let score: Double
    var positives: Int
    var negatives: Int
  }

  /// Strictly falling in ``Level/score``.
  private(set) var levels: [Level]
  private(set) var positiveCount: Int
  private(set) var negativeCount: Int

  var hasBothClasses: Bool { positiveCount > 0 && negativeCount > 0 }

  /// - Precondition: the scores are finite and as many as the labels.
  init(scores: [Double], labels: [Bool]) {
    var positives: [Double] = []
    var negatives: [Double] = []
    negatives.reserveCapacity(scores.count)
    for (score, isPositive) in zip(scores, labels) {
      if isPositive { positives.append(score) } else { negatives.append(score) }
    }
    // Two plain sorts of numbers and a merge are several times faster than sorting pairs.
    positives.sort(by: >)
    negatives.sort(by: >)
    self.init(fallingPositives: positives, fallingNegatives: negatives)
  }

  /// The same levels with other counts: a resample of the same samples.
  init(levels: [Level], positiveCount: Int, negativeCount: Int) {
    self.levels = levels
    self.positiveCount = positiveCount
    self.negativeCount = negativeCount
  }

  private init(fallingPositives positives: [Double], fallingNegatives negatives: [Double]) {
    var levels: [Level] = []
    levels.reserveCapacity(positives.count + negatives.count)
    var p = 0
    var n = 0
    while p < positives.count || n < negatives.count {
      let score: Double
      if n == negatives.count || (p < positives.count && positives[p] >= negatives[n]) {
        score = positives[p]
      } else {
        score = negatives[n]
      }
      let firstPositive = p
      let firstNegative = n
      while p < positives.count && positives[p] == score { p += 1 }
      while n < negatives.count && negatives[n] == score { n += 1 }
      // Adding zero turns -0.0 into 0.0, so which of the two came first leaves no trace.
      levels.append(
        Level(score: score + 0, positives: p - firstPositive, negatives: n - firstNegative))
    }
    self.init(levels: levels, positiveCount: positives.count, negativeCount: negatives.count)
  }
}
