/// How to choose the threshold of a classifier from scores of data it was not trained on.
///
/// Choose on validation data and report on test data: the rates at a threshold are optimistic on the
/// data that chose it.
public enum OperatingPointRule: Sendable, Equatable, Hashable {
  /// Sensitivity at least the given share, 0 ... 1, with the largest specificity that leaves.
  case sensitivity(atLeast: Double)
  /// Specificity at least the given share, 0 ... 1, with the largest sensitivity that leaves.
  case specificity(atLeast: Double)
  /// The largest sensitivity + specificity - 1 (Youden 1950, Cancer 3:32).
  case youden

  /// The operating point by this rule; the same samples in any order give the same point.
  ///
  /// Every split of the samples by score is a candidate, the two that call everything or nothing
  /// positive included. Of equally good candidates the one with the larger sensitivity wins under
  /// `.sensitivity` and `.youden` (a missed melanoma costs more than a referral) and the one with the
  /// larger specificity under `.specificity`.
  ///
  /// The threshold lies midway between the lowest score called positive and the highest called
  /// negative, so that neither class's samples sit on it. It is moved to a value that `Float` holds
  /// exactly where one separates the two, so a model file may store it in single precision and still
  /// decide the same. Where everything is called positive it is the lowest score (rounded down to a
  /// `Float`); where nothing is, the next `Float` above the highest score.
  ///
  /// - Returns: `nil` unless both classes are present and the share asked for lies in 0 ... 1.
  public func chooseOperatingPoint(on scored: ScoredLabels) -> OperatingPoint? {
    bestSplit(of: scored.ranked)?.operatingPoint(in: scored.ranked)
  }

  func bestSplit(of ranked: RankedScores) -> RankedSplit? {
    guard ranked.hasBothClasses, isAttainable else { return nil }
    var split = RankedSplit()
    var best: RankedSplit?
    if isSatisfied(by: split, in: ranked) { best = split }
    for level in ranked.levels {
      split.include(level)
      guard isSatisfied(by: split, in: ranked) else { continue }
      if let old = best, !isBetter(split, than: old, in: ranked) { continue }
      best = split
    }
    return best
  }

  /// Whether the rule asks for a share that some threshold can give. False for NaN.
  private var isAttainable: Bool {
    switch self {
    case .sensitivity(let share), .specificity(let share): share >= 0 && share <= 1
    case .youden: true
    }
  }

  private func isSatisfied(by split: RankedSplit, in ranked: RankedScores) -> Bool {
    switch self {
    case .sensitivity(let share): split.sensitivity(in: ranked) >= share
    case .specificity(let share): split.specificity(in: ranked) >= share
    case .youden: true
    }
  }

  /// Splits come with rising sensitivity and falling specificity; `old` came before `new`.
  private func isBetter(_ new: RankedSplit, than old: RankedSplit, in ranked: RankedScores) -> Bool
  {
    switch self {
    case .sensitivity: new.falsePositives == old.falsePositives
    case .specificity: new.truePositives > old.truePositives
    case .youden: new.scaledYouden(in: ranked) >= old.scaledYouden(in: ranked)
    }
  }
}
