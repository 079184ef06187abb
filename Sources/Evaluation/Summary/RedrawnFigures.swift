/// Every interval of a summary that rests on drawing whole patients again, from one set of resamples.
struct RedrawnFigures {
  let intervals: PatientIntervals
  let expectedCalibrationError: ConfidenceInterval?
  /// One an offered point.
  let offered: [(sensitivity: ConfidenceInterval?, specificity: ConfidenceInterval?)]

  init(
    _ scored: ScoredLabels, patients: [String?], operatingThreshold: Double,
    offered: [OfferedPoint], confidence: Double, resamples: Int,
    using generator: inout some RandomNumberGenerator
  ) throws(EvaluationError) {
    let bootstrap = try PatientBootstrap(scored, patients: patients)
    let usual = PatientIntervals.statistics(operatingThreshold: operatingThreshold)
    let bounds = bootstrap.intervals(
      of: usual + [.expectedCalibrationError(bins: CalibrationSummary.bins)]
        + offered.flatMap {
          [.sensitivity(atThreshold: $0.threshold), .specificity(atThreshold: $0.threshold)]
        }, resamples: resamples, confidence: confidence, using: &generator)
    intervals = PatientIntervals(
      patientCount: bootstrap.patientCount, resamples: resamples, intervals: bounds)
    expectedCalibrationError = bounds[usual.count]
    let first = usual.count + 1
    self.offered = offered.indices.map { (bounds[first + 2 * $0], bounds[first + 1 + 2 * $0]) }
  }
}
