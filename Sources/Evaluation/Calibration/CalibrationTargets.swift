/// Logits by distinct value with the probabilities that a calibration is fitted to.
///
/// Platt's targets, `(P + 1) / (P + 2)` for a malignant sample and `1 / (N + 2)` for a benign one, in
/// place of 1 and 0: the fit stays finite where a logit separates the classes, and few samples of a
/// class do not make it sure of itself. Source: Platt 1999, Advances in Large Margin Classifiers,
/// section 2.2.
struct CalibrationTargets {
  /// The samples that share one logit.
  struct Group {
    let logit: Double
    let count: Double
    /// The sum of the samples' targets.
    let target: Double
  }

  /// In rank order, so that sums do not depend on how the samples were listed.
  let groups: [Group]
  let positiveCount: Int
  let negativeCount: Int

  /// - Returns: `nil` unless both classes are present.
  init?(_ scored: ScoredLabels) {
    let ranked = scored.ranked
    guard ranked.hasBothClasses else { return nil }
    let positiveTarget = Double(ranked.positiveCount + 1) / Double(ranked.positiveCount + 2)
    let negativeTarget = 1 / Double(ranked.negativeCount + 2)
    groups = ranked.levels.map { level in
      Group(
        logit: level.score, count: Double(level.positives + level.negatives),
        target: Double(level.positives) * positiveTarget
          + Double(level.negatives) * negativeTarget)
    }
    positiveCount = ranked.positiveCount
    negativeCount = ranked.negativeCount
  }
}
