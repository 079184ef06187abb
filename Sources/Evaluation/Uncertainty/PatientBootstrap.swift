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

  private let ranked: RankedScores
  /// The patient of each malignant sample, sample after sample in rank order, level by level.
  private let patientOfPositive: [Int]
  /// The patient of each benign sample, likewise.
  private let patientOfNegative: [Int]

  /// - Parameter patients: One identifier a sample, in the order of the samples. A sample without one
  ///   (`nil` or empty) counts as a patient of its own.
  /// - Throws: ``EvaluationError`` with the code `countMismatch` when there are not as many as samples.
  public init(_ scored: ScoredLabels, patients: [String?]) throws(EvaluationError) {
    guard patients.count == scored.count else {
      throw EvaluationError(
        .countMismatch, "There are \(scored.count) samples but \(patients.count) patients.")
    }
    var indexOfPatient: [String: Int] = [:]
    var patientCount = 0
    let patientOfSample = patients.map { patient in
      let patient = patient?.isEmpty == true ? nil : patient
      if let patient, let known = indexOfPatient[patient] { return known }
      if let patient { indexOfPatient[patient] = patientCount }
      defer { patientCount += 1 }
      return patientCount
    }
    let order = scored.scores.indices.sorted { scored.scores[$0] > scored.scores[$1] }
    self.patientCount = patientCount
    self.ranked = scored.ranked
    self.patientOfPositive = order.filter { scored.labels[$0] }.map { patientOfSample[$0] }
    self.patientOfNegative = order.filter { !scored.labels[$0] }.map { patientOfSample[$0] }
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
    guard confidence > 0, confidence < 1, resamples > 0, patientCount > 0 else {
      return statistics.map { _ in nil }
    }
    var values: [[Double]] = statistics.map { _ in [] }
    var draws = [Int](repeating: 0, count: patientCount)
    var levels = ranked.levels
    for _ in 0..<resamples {
      drawPatients(into: &draws, using: &generator)
      let resampled = resample(draws: draws, levels: &levels)
      for (index, statistic) in statistics.enumerated() {
        if let value = statistic.value(of: resampled) { values[index].append(value) }
      }
    }
    return values.map { values in
      values.count * 20 >= resamples * 19
        ? Self.percentileInterval(of: values, confidence: confidence) : nil
    }
  }

  /// `nil` without values or when all are equal.
  private static func percentileInterval(
    of values: [Double], confidence: Double
  ) -> ConfidenceInterval? {
    let sorted = values.sorted()
    guard let least = sorted.first, let largest = sorted.last, least < largest else { return nil }
    let tail = (1 - confidence) / 2
    return ConfidenceInterval(
      lower: quantile(tail, ofSorted: sorted), upper: quantile(1 - tail, ofSorted: sorted),
      confidence: confidence)
  }

  /// Sets `draws` to how often each patient comes up in as many draws as there are patients.
  private func drawPatients(
    into draws: inout [Int], using generator: inout some RandomNumberGenerator
  ) {
    for patient in draws.indices { draws[patient] = 0 }
    for _ in 0..<patientCount {
      // The high half of a product rather than Int.random, whose algorithm may change with Swift.
      // It favours no patient by more than patientCount / 2^64.
      let drawn = generator.next().multipliedFullWidth(by: UInt64(patientCount)).high
      draws[Int(drawn)] += 1
    }
  }

  /// The samples, each as often as its patient was drawn. Reuses the storage of `levels`.
  private func resample(draws: [Int], levels: inout [RankedScores.Level]) -> RankedScores {
    var positive = 0
    var negative = 0
    var positiveCount = 0
    var negativeCount = 0
    for (index, level) in ranked.levels.enumerated() {
      var positives = 0
      for _ in 0..<level.positives {
        positives += draws[patientOfPositive[positive]]
        positive += 1
      }
      var negatives = 0
      for _ in 0..<level.negatives {
        negatives += draws[patientOfNegative[negative]]
        negative += 1
      }
      levels[index].positives = positives
      levels[index].negatives = negatives
      positiveCount += positives
      negativeCount += negatives
    }
    return RankedScores(levels: levels, positiveCount: positiveCount, negativeCount: negativeCount)
  }

  /// Linear interpolation between order statistics: NumPy's default, type 7 of Hyndman and Fan.
  static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    let position = share * Double(values.count - 1)
    let below = Int(position)
    let above = min(below + 1, values.count - 1)
    return values[below] + (values[above] - values[below]) * (position - Double(below))
  }
}
