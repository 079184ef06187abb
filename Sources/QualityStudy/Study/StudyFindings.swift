import Evaluation

/// What a study of degraded pictures found.
public struct StudyFindings: Sendable {
  /// The pictures as they are: what the checks refuse of them, they refuse wrongly.
  public let undegraded: StepOutcome
  public let malignantCount: Int
  public let benignCount: Int
  /// The risk from which on the model refers.
  public let threshold: Double
  public let kinds: [KindOutcome]
  public let rule: RuinRule

  /// - Parameters:
  ///   - good: of the pictures as they are.
  ///   - degraded: for each kind and each of its steps those of the same pictures.
  ///   - labels: whether each picture is malignant.
  /// - Throws: `EvaluationError` where a risk is no number, or counts differ.
  package init(
    good: [Observation], degraded: [(kind: DegradationKind, steps: [[Observation]])],
    labels: [Bool], threshold: Double, rule: RuinRule
  ) throws(EvaluationError) {
    let reference = try ScoredLabels(scores: good.map(\.risk), labels: labels)
    let undegraded = try StepOutcome(
      good, amount: nil, labels: labels, threshold: threshold, reference: nil)
    var kinds: [KindOutcome] = []
    for (kind, steps) in degraded {
      var outcomes: [StepOutcome] = []
      for (amount, step) in zip(kind.steps, steps) {
        outcomes.append(
          try StepOutcome(
            step, amount: amount, labels: labels, threshold: threshold, reference: reference))
      }
      kinds.append(
        KindOutcome(
          kind, steps: outcomes, undegraded: undegraded, rule: rule, observations: steps,
          good: good))
    }
    self.undegraded = undegraded
    malignantCount = reference.positiveCount
    benignCount = reference.negativeCount
    self.threshold = threshold
    self.kinds = kinds
    self.rule = rule
  }

  /// Of all ruined pictures of all kinds those that are refused.
  public var caught: Proportion {
    kinds.reduce(Proportion(0, of: 0)) {
      Proportion($0.count + $1.caught.count, of: $0.total + $1.caught.total)
    }
  }
}
