/// What a classifier said about samples whose truth is known: the input of every metric here.
///
/// A label is `true` for the positive class (malignant). A higher score means more likely positive.
/// Scores may be on any finite scale; only ``brierScoreLoss`` and ``logLoss`` need probabilities.
public struct ScoredLabels: Sendable, Equatable {
  /// One finite score a sample.
  public let scores: [Double]
  /// One label a sample, in the order of ``scores``; `true` is malignant.
  public let labels: [Bool]
  /// The same samples as counts by distinct score. Sorting happens once, here.
  let ranked: RankedScores

  /// - Throws: ``EvaluationError`` with the code `countMismatch` when the arrays differ in length, and
  ///   `scoreNotFinite` when a score is NaN or infinite. Empty arrays are allowed; every metric of
  ///   them is undefined.
  public init(scores: [Double], labels: [Bool]) throws(EvaluationError) {
    guard scores.count == labels.count else {
      throw EvaluationError(
        .countMismatch, "There are \(scores.count) scores but \(labels.count) labels.")
    }
    if let index = scores.firstIndex(where: { !$0.isFinite }) {
      throw EvaluationError(
        .scoreNotFinite, "The score at index \(index) is \(scores[index]), not a finite number.")
    }
    self.init(checkedScores: scores, labels: labels)
  }

  /// - Precondition: as many finite scores as labels.
  init(checkedScores scores: [Double], labels: [Bool]) {
    self.scores = scores
    self.labels = labels
    self.ranked = RankedScores(scores: scores, labels: labels)
  }

  /// The number of samples.
  public var count: Int { scores.count }
  /// The number of malignant samples.
  public var positiveCount: Int { ranked.positiveCount }
  /// The number of benign samples.
  public var negativeCount: Int { ranked.negativeCount }

  /// The share of malignant samples, 0 to 1; `nil` without samples.
  public var prevalence: Double? {
    count == 0 ? nil : Double(positiveCount) / Double(count)
  }

  public static func == (left: ScoredLabels, right: ScoredLabels) -> Bool {
    left.scores == right.scores && left.labels == right.labels
  }
}
