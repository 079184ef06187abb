import Evaluation
import LesionImage

/// Intervals of figures that have no formula for one: by drawing patients again, or images where no
/// patient is known.
struct RedrawnIntervals {
  let averagePrecision: ConfidenceInterval?
  let f1: ConfidenceInterval?
  let f1AtHalf: ConfidenceInterval?

  /// The same scores give the same intervals.
  ///
  /// - Throws: `EvaluationError` where the scores are none.
  init(_ summary: EvaluationSummary, of scored: ScoredLabels) throws(EvaluationError) {
    if let known = summary.byPatient {
      averagePrecision = known.averagePrecision
      f1 = known.f1
      f1AtHalf = known.f1AtHalf
      return
    }
    var generator = SeededGenerator(seed: 0)
    let alone = [String?](repeating: nil, count: scored.count)
    let intervals = try PatientBootstrap(scored, patients: alone).intervals(
      of: [
        .averagePrecision, .f1(atThreshold: summary.operatingPoint.threshold),
        .f1(atThreshold: 0.5),
      ], confidence: summary.confidence, using: &generator)
    averagePrecision = intervals[0]
    f1 = intervals[1]
    f1AtHalf = intervals[2]
  }
}
