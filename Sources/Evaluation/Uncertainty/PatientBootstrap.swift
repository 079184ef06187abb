/// Confidence intervals by drawing whole patients again, with replacement.
///
/// Images of one patient resemble each other, so they carry less information than as many patients
/// would. Intervals that take images as independent (``ScoredLabels/deLongInterval(confidence:scale:)``,
/// Wilson) are then too narrow; drawing patients keeps the images of each together.
///
/// Source: Field and Welsh 2007, Journal of the Royal Statistical Society B 69:369 (cluster bootstrap);
/// percentile bounds as in Efron and Tibshirani 1993, chapter 13.
public struct PatientBootstrap: Sendable {
  /// The number of patients drawn in each resample.
  public let patientCount: Int

  private let bootstrap: ClusterBootstrap
  private let scores: ResampledScores

  /// - Parameter patients: One identifier a sample, in the order of the samples. A sample without one
  ///   (`nil` or empty) counts as a patient of its own.
  /// - Throws: ``EvaluationError`` with the code `countMismatch` when there are not as many as samples.
  public init(_ scored: ScoredLabels, patients: [String?]) throws(EvaluationError) {
    guard patients.count == scored.count else {
      throw EvaluationError(
        .countMismatch, "There are \(scored.count) samples but \(patients.count) patients.")
    }
    bootstrap = ClusterBootstrap(patients: patients)
    patientCount = bootstrap.patientCount
    scores = ResampledScores(scored, patientOfSample: bootstrap.patientOfSample)
  }

  /// The percentile interval of `statistic` over resamples of the patients.
  ///
  /// The same as ``intervals(of:resamples:confidence:using:)`` gives for it among others.
  public func interval(
    of statistic: RankStatistic = .areaUnderROC, resamples: Int = 2000, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator
  ) -> ConfidenceInterval? {
    intervals(of: [statistic], resamples: resamples, confidence: confidence, using: &generator)[0]
  }

  /// The percentile intervals of several statistics over the same resamples of the patients.
  ///
  /// The same generator state, samples and patients give the same bounds on every platform.
  ///
  /// - Parameters:
  ///   - resamples: How often all patients are drawn. Two thousand settle each bound to about a
  ///     thirtieth of the interval's width (one standard error).
  ///   - confidence: Above 0 and below 1.
  ///   - generator: The source of randomness; drawn from once a patient a resample.
  /// - Returns: One element a statistic. `nil` when `confidence` is out of range, when the statistic is
  ///   undefined in more than a twentieth of the resamples (a class rests on too few patients), or when
  ///   every resample gives the same value (the patients at hand cannot show how far it may vary).
  public func intervals(
    of statistics: [RankStatistic], resamples: Int = 2000, confidence: Double = 0.95,
    using generator: inout some RandomNumberGenerator
  ) -> [ConfidenceInterval?] {
    var scores = scores
    return bootstrap.intervals(
      count: statistics.count, resamples: resamples, confidence: confidence, using: &generator
    ) { draws in
      let resampled = scores.resample(draws: draws)
      return statistics.map { $0.value(of: resampled) }
    }
  }
}
