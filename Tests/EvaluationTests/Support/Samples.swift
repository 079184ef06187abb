import Evaluation

/// Samples that tests share.
enum Samples {
  /// Scores in 0 ... 1 that separate the classes to some degree.
  ///
  /// - Parameter steps: How many distinct scores; `nil` for practically no ties.
  static func drawn(
    _ count: Int, positives share: Double, steps: Double? = nil, seed: UInt64 = 1
  ) throws -> ScoredLabels {
    var generator = SplitMix64(seed: seed)
    var scores: [Double] = []
    var labels: [Bool] = []
    for _ in 0..<count {
      let isPositive = generator.nextUnit() < share
      let a = generator.nextUnit()
      // The larger of two draws for a malignant sample: an AUC of about two thirds.
      let score = isPositive ? max(a, generator.nextUnit()) : a
      scores.append(steps.map { (score * $0).rounded() / $0 } ?? score)
      labels.append(isPositive)
    }
    return try ScoredLabels(scores: scores, labels: labels)
  }

  static func make(_ scores: [Double], _ labels: String) throws -> ScoredLabels {
    try ScoredLabels(scores: scores, labels: labels.map { $0 == "1" })
  }
}

extension ScoredLabels {
  func mapScores(_ transform: (Double) -> Double) throws -> ScoredLabels {
    try ScoredLabels(scores: scores.map(transform), labels: labels)
  }

  func flippedLabels() throws -> ScoredLabels {
    try ScoredLabels(scores: scores, labels: labels.map { !$0 })
  }

  func shuffled(seed: UInt64) throws -> ScoredLabels {
    var generator = SplitMix64(seed: seed)
    let order = scores.indices.shuffled(using: &generator)
    return try ScoredLabels(
      scores: order.map { scores[$0] }, labels: order.map { labels[$0] })
  }

  func repeated(_ times: Int) throws -> ScoredLabels {
    try ScoredLabels(
      scores: (0..<times).flatMap { _ in scores }, labels: (0..<times).flatMap { _ in labels })
  }
}
