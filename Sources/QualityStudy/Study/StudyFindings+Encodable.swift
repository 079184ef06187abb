import Evaluation
import LesionImage

/// Writes what follows from the counts too, and an undefined figure as `null`.
extension StudyFindings: Encodable {
  private enum Key: String, CodingKey {
    case undegraded, malignant, benign, threshold, kinds, rule, caught
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(undegraded, forKey: .undegraded)
    try container.encode(malignantCount, forKey: .malignant)
    try container.encode(benignCount, forKey: .benign)
    try container.encode(threshold, forKey: .threshold)
    try container.encode(kinds, forKey: .kinds)
    try container.encode(rule, forKey: .rule)
    try container.encode(CountedShare(caught), forKey: .caught)
  }
}

extension KindOutcome: Encodable {
  private enum Key: String, CodingKey {
    case kind, unit, steps, ruinedFrom, caught, limit
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(kind.unit, forKey: .unit)
    try container.encode(steps, forKey: .steps)
    try container.encode(ruinedFrom, forKey: .ruinedFrom)
    try container.encode(CountedShare(caught), forKey: .caught)
    try container.encode(limit, forKey: .limit)
  }
}

extension StepOutcome: Encodable {
  private enum Key: String, CodingKey {
    case amount, auc, aucFall, aucFallInterval, sensitivity, specificity, refused, refusedMalignant
    case refusedByChecks, issues, hinted, medians, isRuined
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(amount, forKey: .amount)
    try container.encode(auc, forKey: .auc)
    try container.encode(aucFall, forKey: .aucFall)
    try container.encode(aucFallInterval, forKey: .aucFallInterval)
    try container.encode(sensitivity, forKey: .sensitivity)
    try container.encode(specificity, forKey: .specificity)
    try container.encode(CountedShare(refused), forKey: .refused)
    try container.encode(CountedShare(refusedMalignant), forKey: .refusedMalignant)
    try container.encode(CountedShare(refusedByChecks), forKey: .refusedByChecks)
    try container.encode(
      Dictionary(uniqueKeysWithValues: issues.map { ($0.name, $0.count) }), forKey: .issues)
    try container.encode(CountedShare(hinted), forKey: .hinted)
    try container.encode(
      Dictionary(
        uniqueKeysWithValues: zip(QualityMeasure.allCases, medians).map { ("\($0)", $1) }),
      forKey: .medians)
    try container.encode(isRuined, forKey: .isRuined)
  }
}

extension LimitOutcome: Encodable {
  private enum Key: String, CodingKey {
    case measure, grows, refusing, advising, room
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("\(measure)", forKey: .measure)
    try container.encode(grows, forKey: .grows)
    try container.encode(refusing, forKey: .refusing)
    try container.encode(advising, forKey: .advising)
    try container.encode(room, forKey: .room)
  }
}

extension LimitOutcome.Point: Encodable {
  private enum Key: String, CodingKey {
    case value, good, ruined
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: .value)
    try container.encode(CountedShare(good), forKey: .good)
    try container.encode(CountedShare(ruined), forKey: .ruined)
  }
}

/// A proportion in JSON.
struct CountedShare: Encodable {
  let count: Int
  let total: Int
  let share: Double?

  init(_ proportion: Proportion) {
    count = proportion.count
    total = proportion.total
    share = proportion.value
  }
}
