/// Samples taken apart by one property, such as the source of the images: how well the model does in
/// each group, and how well it ranks within the groups.
public struct SubgroupAnalysis: Sendable, Equatable {
  /// What the samples are taken apart by, such as `sex`.
  public let property: String
  /// In the order given; the samples whose group is not known come last, where there are any.
  public let groups: [SubgroupSummary]
  /// ``StratifiedAUC`` over the groups, samples without a group left out.
  public let withinAUC: Double?
  /// Its interval from drawing whole patients again (or images, where no patients are known).
  public let withinAUCInterval: ConfidenceInterval?
  /// The pairs of samples behind it.
  public let withinPairCount: Int
  /// The area over all samples, for comparison.
  public let overallAUC: Double?
  /// Of every interval.
  public let confidence: Double

  /// - Parameters:
  ///   - property: What the groups are of; any text.
  ///   - names: The group of each sample; `nil` where it is not known.
  ///   - order: The groups in the order of the report; those that are not in it follow by name. A group
  ///     without samples is left out.
  ///   - patients: One identifier a sample; `nil` where none is known at all.
  ///   - threshold: The model's, chosen on other data.
  ///   - generator: Drawn from anew by each group, so groups do not depend on one another.
  /// - Throws: ``EvaluationError`` with the code `countMismatch`, `thresholdNotFinite` or
  ///   `confidenceOutOfRange`.
  public init(
    _ scored: ScoredLabels, by property: String, names: [String?], order: [String] = [],
    patients: [String?]?, threshold: Double, confidence: Double = 0.95, resamples: Int = 2000,
    using generator: some RandomNumberGenerator
  ) throws(EvaluationError) {
    guard threshold.isFinite else {
      throw EvaluationError(
        .thresholdNotFinite, "The threshold is \(threshold), not a finite number.")
    }
    guard confidence > 0, confidence < 1 else {
      throw EvaluationError(
        .confidenceOutOfRange,
        "The confidence is \(confidence); it must lie between 0 and 1, such as 0.95.")
    }
    if let patients, patients.count != scored.count {
      throw EvaluationError(
        .countMismatch, "There are \(scored.count) samples but \(patients.count) patients.")
    }
    let within = try StratifiedAUC(scored, strata: names)
    var indices: [String?: [Int]] = [:]
    for (index, name) in names.enumerated() { indices[name, default: []].append(index) }
    let known = within.strata.map(\.name)
    let ordered = order.filter(known.contains) + known.filter { !order.contains($0) }
    var groups: [SubgroupSummary] = []
    for name in ordered.map(Optional.some) + [nil] {
      guard let samples = indices[name] else { continue }
      var ownGenerator = generator
      groups.append(
        try SubgroupSummary(
          name, scored.part(samples), patients: patients.map { all in samples.map { all[$0] } },
          threshold: threshold, confidence: confidence, resamples: resamples,
          using: &ownGenerator))
    }
    self.property = property
    self.groups = groups
    var ownGenerator = generator
    withinAUC = within.value
    withinAUCInterval =
      within.value == nil
      ? nil
      : try within.interval(
        patients: patients ?? [String?](repeating: nil, count: scored.count),
        resamples: resamples, confidence: confidence, using: &ownGenerator)
    withinPairCount = within.pairCount
    overallAUC = scored.areaUnderROC
    self.confidence = confidence
  }
}

extension SubgroupAnalysis: Encodable {
  private enum CodingKeys: String, CodingKey {
    case property, groups, withinAUC, withinAUCInterval, withinPairCount, overallAUC, confidence
  }

  /// Writes an undefined figure as `null` instead of leaving it out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(property, forKey: .property)
    try container.encode(groups, forKey: .groups)
    try container.encode(withinAUC, forKey: .withinAUC)
    try container.encode(withinAUCInterval, forKey: .withinAUCInterval)
    try container.encode(withinPairCount, forKey: .withinPairCount)
    try container.encode(overallAUC, forKey: .overallAUC)
    try container.encode(confidence, forKey: .confidence)
  }
}
