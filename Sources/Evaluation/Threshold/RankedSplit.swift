/// Ranked samples cut in two: the highest levels called positive, and how many of each class they hold.
struct RankedSplit: Sendable {
  private(set) var levelsAbove = 0
  private(set) var truePositives = 0
  private(set) var falsePositives = 0

  /// Calls the next lower level positive too.
  mutating func include(_ level: RankedScores.Level) {
    levelsAbove += 1
    truePositives += level.positives
    falsePositives += level.negatives
  }

  /// - Precondition: `ranked` has a positive sample.
  func sensitivity(in ranked: RankedScores) -> Double {
    Double(truePositives) / Double(ranked.positiveCount)
  }

  /// - Precondition: `ranked` has a negative sample.
  func specificity(in ranked: RankedScores) -> Double {
    Double(ranked.negativeCount - falsePositives) / Double(ranked.negativeCount)
  }

  /// Youden's index times the number of pairs: an integer, so ties are exact.
  func scaledYouden(in ranked: RankedScores) -> Int {
    truePositives * ranked.negativeCount - falsePositives * ranked.positiveCount
  }

  /// - Precondition: `ranked` has both classes.
  func operatingPoint(in ranked: RankedScores) -> OperatingPoint {
    OperatingPoint(
      threshold: SeparatingThreshold.threshold(callingPositive: levelsAbove, of: ranked.levels),
      sensitivity: sensitivity(in: ranked), specificity: specificity(in: ranked))
  }
}
