/// Draws whole patients again, and asks what becomes of any figures: what all intervals by patient
/// share.
package struct ClusterBootstrap: Sendable {
  /// The patient of each sample, counted from 0 in the order of first appearance.
  package let patientOfSample: [Int]
  /// The number of patients drawn in each resample.
  package let patientCount: Int

  /// - Parameter patients: One identifier a sample. A sample without one (`nil` or empty) counts as a
  ///   patient of its own.
  package init(patients: [String?]) {
    var indexOfPatient: [String: Int] = [:]
    var patientCount = 0
    patientOfSample = patients.map { patient in
      let patient = patient?.isEmpty == true ? nil : patient
      if let patient, let known = indexOfPatient[patient] { return known }
      if let patient { indexOfPatient[patient] = patientCount }
      defer { patientCount += 1 }
      return patientCount
    }
    self.patientCount = patientCount
  }

  /// The percentile intervals of `count` figures over resamples of the patients.
  ///
  /// - Parameters:
  ///   - figures: Given how often each patient was drawn, the figures; `nil` where one is undefined.
  /// - Returns: `nil` for a figure that is undefined in more than one resample of twenty, or the same in
  ///   all of them.
  package func intervals(
    count: Int, resamples: Int, confidence: Double,
    using generator: inout some RandomNumberGenerator, of figures: (_ draws: [Int]) -> [Double?]
  ) -> [ConfidenceInterval?] {
    guard confidence > 0, confidence < 1, resamples > 0, patientCount > 0 else {
      return [ConfidenceInterval?](repeating: nil, count: count)
    }
    var values = [[Double]](repeating: [], count: count)
    var draws = [Int](repeating: 0, count: patientCount)
    for _ in 0..<resamples {
      drawPatients(into: &draws, using: &generator)
      for (index, value) in figures(draws).enumerated() {
        if let value { values[index].append(value) }
      }
    }
    return values.map { values in
      values.count * 20 >= resamples * 19
        ? Self.percentileInterval(of: values, confidence: confidence) : nil
    }
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

  /// Linear interpolation between order statistics: NumPy's default, type 7 of Hyndman and Fan.
  static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    let position = share * Double(values.count - 1)
    let below = Int(position)
    let above = min(below + 1, values.count - 1)
    return values[below] + (values[above] - values[below]) * (position - Double(below))
  }
}
