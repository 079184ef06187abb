import Evaluation

/// What one way of going wrong does to a model, step by step, and what the checks make of it.
public struct KindOutcome: Sendable {
  public let kind: DegradationKind
  /// Gentle ones first.
  public let steps: [StepOutcome]
  /// The first step at which the model loses what the rule says; harsher ones count as ruined, too.
  public let ruinedFrom: Double?
  /// Of the pictures of all ruined steps those that are refused; of none where nothing is ruined.
  public let caught: Proportion
  /// What a limit can do about it; nil where the kind has no measure.
  public let limit: LimitOutcome?

  init(
    _ kind: DegradationKind, steps: [StepOutcome], undegraded: StepOutcome, rule: RuinRule,
    observations: [[Observation]], good: [Observation]
  ) {
    self.kind = kind
    let first = steps.firstIndex { step in
      let fall = zip(undegraded.sensitivity, step.sensitivity).map { $0 - $1 }
      return rule.isRuined(aucFall: step.aucFall, sensitivityFall: fall)
    }
    var steps = steps
    for index in steps.indices.dropFirst(first ?? steps.count) { steps[index].isRuined = true }
    self.steps = steps
    ruinedFrom = first.flatMap { steps[$0].amount }
    let ruined = observations.dropFirst(first ?? steps.count).flatMap(\.self)
    caught = Proportion(ruined.count { !$0.issues.isEmpty }, of: ruined.count)
    limit = LimitOutcome(kind, good: good, ruined: ruined)
  }
}

/// Both, where there are both.
private func zip<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
  guard let first, let second else { return nil }
  return (first, second)
}
