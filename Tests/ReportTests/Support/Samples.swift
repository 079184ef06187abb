import Evaluation
import LesionImage

/// Samples that tests share.
enum Samples {
  /// Scores in 0 ... 1 that separate the classes to some degree.
  ///
  /// - Parameter steps: How many distinct scores; `nil` for practically no ties.
  static func drawn(
    _ count: Int, positives share: Double, steps: Double? = nil, seed: UInt64 = 1
  ) throws -> ScoredLabels {
    var generator = SeededGenerator(seed: seed)
    var scores: [Double] = []
    var labels: [Bool] = []
    for _ in 0..<count {
      let isPositive = Double.random(in: 0..<1, using: &generator) < share
      let a = Double.random(in: 0..<1, using: &generator)
      // The larger of two draws for a malignant sample: an AUC of about two thirds.
      let score = isPositive ? max(a, Double.random(in: 0..<1, using: &generator)) : a
      scores.append(steps.map { (score * $0).rounded() / $0 } ?? score)
      labels.append(isPositive)
    }
    return try ScoredLabels(scores: scores, labels: labels)
  }

  static func make(_ scores: [Double], _ labels: String) throws -> ScoredLabels {
    try ScoredLabels(scores: scores, labels: labels.map { $0 == "1" })
  }
}
