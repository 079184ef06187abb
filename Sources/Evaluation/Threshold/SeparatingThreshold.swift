/// Places a threshold between two neighbouring scores.
enum SeparatingThreshold {
  /// The threshold that calls exactly the first `count` levels positive.
  ///
  /// - Precondition: `levels` is not empty, and `count` is at most the number of levels.
  static func threshold(callingPositive count: Int, of levels: [RankedScores.Level]) -> Double {
    if count == 0 { return above(levels[0].score) }
    let lowestPositive = levels[count - 1].score
    if count == levels.count { return atMost(lowestPositive) }
    return between(levels[count].score, lowestPositive)
  }

  /// A value `t` with `low < t <= high`, midway if possible, exact as a `Float` if one exists there.
  static func between(_ low: Double, _ high: Double) -> Double {
    // Halving first keeps the sum finite for scores near the largest number.
    let middle = low / 2 + high / 2
    let single = Float(middle)
    for candidate in [Double(single), Double(single.nextUp), middle]
    where candidate.isFinite && low < candidate && candidate <= high {
      return candidate
    }
    return high
  }

  /// The largest `Float` not above `score`, or `score` where no finite `Float` is.
  private static func atMost(_ score: Double) -> Double {
    let single = Float(score)
    let candidate = Double(Double(single) <= score ? single : single.nextDown)
    return candidate.isFinite ? candidate : score
  }

  /// The least `Float` above `score`, or the next `Double` where no finite `Float` is.
  private static func above(_ score: Double) -> Double {
    let single = Float(score)
    let candidate = Double(Double(single) > score ? single : single.nextUp)
    return candidate.isFinite ? candidate : score.nextUp
  }
}
