/// What the finished model of one fold says about the images that were kept from it.
public struct FoldScores: Sendable {
  /// The fold's number, as the table of folds has it.
  public let fold: Int
  public let scored: ScoredLabels
  /// One identifier a sample; `nil` where the patient is not known.
  public let patients: [String?]
  /// What each sample is compared within, such as its source; `nil` where that is not known. `nil` as a
  /// whole where nothing was asked for.
  public let strata: [String?]?
  /// The model's own threshold, chosen on validation images.
  public let threshold: Double

  /// - Throws: ``EvaluationError`` with the code `countMismatch` or `thresholdNotFinite`.
  public init(
    fold: Int, scored: ScoredLabels, patients: [String?], strata: [String?]? = nil,
    threshold: Double
  ) throws(EvaluationError) {
    guard patients.count == scored.count, strata?.count ?? scored.count == scored.count else {
      throw EvaluationError(
        .countMismatch,
        "Fold \(fold) has \(scored.count) samples but \(patients.count) patients and "
          + "\(strata?.count ?? scored.count) strata.")
    }
    guard threshold.isFinite else {
      throw EvaluationError(
        .thresholdNotFinite, "The threshold of fold \(fold) is \(threshold), not a finite number.")
    }
    self.fold = fold
    self.scored = scored
    self.patients = patients
    self.strata = strata
    self.threshold = threshold
  }
}
