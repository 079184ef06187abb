/// What running a model in a lower numerical precision costs on the same images, against its scores in
/// 32-bit floats (the reference).
///
/// (Not to be confused with the metric precision, the positive predictive value.)
public struct PrecisionCost: Sendable, Equatable {
  /// What the scores of one precision amount to.
  public struct Quality: Sendable, Equatable {
    /// ``ScoredLabels/areaUnderROC``, 0 to 1; `nil` unless both classes are present.
    public let auc: Double?
    /// ``ScoredLabels/sensitivity(atSpecificity:)`` at ``PrecisionGate/specificity``, 0 to 1; `nil`
    /// unless both classes are present.
    public let sensitivity: Double?

    init(_ scored: ScoredLabels) {
      auc = scored.areaUnderROC
      sensitivity = scored.sensitivity(atSpecificity: PrecisionGate.specificity)
    }
  }

  /// Images scored.
  public let count: Int
  public let malignantCount: Int
  public var benignCount: Int { count - malignantCount }
  /// Of 32-bit floats.
  public let reference: Quality
  /// Of the lower precision; `nil` where one of its scores is no number.
  public let measured: Quality?
  /// DeLong's paired 95 % interval of ``aucLoss``; `nil` where both rank every pair alike, or the
  /// classes are too small.
  public let aucLossInterval: ConfidenceInterval?
  /// Scores of the lower precision that are NaN or infinite.
  public let undefinedScores: Int
  /// The largest absolute difference of an image's two scores, among those that are numbers; `nil`
  /// where there are none.
  public let largestDifference: Double?
  /// The mean absolute difference, likewise.
  public let meanDifference: Double?
  /// Images that the operating threshold puts on the other side than the reference does.
  public let changedVerdicts: Int
  /// Those of ``changedVerdicts`` that are malignant and no longer referred.
  public let newlyMissed: Int

  /// What the AUC loses, -1 to 1; below 0 where it gains.
  public var aucLoss: Double? { Self.loss(reference.auc, measured?.auc) }
  /// What the sensitivity at ``PrecisionGate/specificity`` loses, -1 to 1.
  public var sensitivityLoss: Double? { Self.loss(reference.sensitivity, measured?.sensitivity) }

  /// - Parameters:
  ///   - reference: The scores in 32-bit floats and the images' labels.
  ///   - scores: Of the same images in the same order; a score that is no number counts in
  ///     ``undefinedScores``, and as referred, as a verdict has it.
  ///   - operatingThreshold: A score of at least this is referred.
  /// - Throws: ``EvaluationError`` with the code `countMismatch` where there are not as many scores, or
  ///   `thresholdNotFinite`.
  public init(
    reference: ScoredLabels, scores: [Double], operatingThreshold: Double
  ) throws(EvaluationError) {
    guard scores.count == reference.count else {
      throw EvaluationError(
        .countMismatch, "There are \(reference.count) reference scores but \(scores.count) others.")
    }
    guard operatingThreshold.isFinite else {
      throw EvaluationError(
        .thresholdNotFinite, "The threshold \(operatingThreshold) is not a finite number.")
    }
    count = reference.count
    malignantCount = reference.positiveCount
    self.reference = Quality(reference)
    undefinedScores = scores.count { !$0.isFinite }
    if undefinedScores == 0 {
      let scored = try ScoredLabels(scores: scores, labels: reference.labels)
      measured = Quality(scored)
      aucLossInterval = try reference.comparingAUC(with: scored)?.interval
    } else {
      measured = nil
      aucLossInterval = nil
    }
    let differences = zip(reference.scores, scores).map { abs($0 - $1) }.filter(\.isFinite)
    largestDifference = differences.max()
    meanDifference =
      differences.isEmpty ? nil : differences.reduce(0, +) / Double(differences.count)
    var changed = 0
    var missed = 0
    for (index, score) in scores.enumerated() {
      // As a verdict has it: what is not below the threshold is referred, NaN included.
      let isReferred = !(score < operatingThreshold)
      guard isReferred == (reference.scores[index] < operatingThreshold) else { continue }
      changed += 1
      if !isReferred, reference.labels[index] { missed += 1 }
    }
    changedVerdicts = changed
    newlyMissed = missed
  }

  private static func loss(_ reference: Double?, _ measured: Double?) -> Double? {
    guard let reference, let measured else { return nil }
    return reference - measured
  }
}
