import Evaluation
import Testing

@Suite struct PatientBootstrapTests {
  private func interval(
    _ scored: ScoredLabels, _ patients: [String?], _ statistic: RankStatistic = .areaUnderROC,
    resamples: Int = 1000, seed: UInt64 = 3
  ) throws -> ConfidenceInterval? {
    var generator = SplitMix64(seed: seed)
    return try PatientBootstrap(scored, patients: patients)
      .interval(of: statistic, resamples: resamples, using: &generator)
  }

  private func width(_ interval: ConfidenceInterval?) throws -> Double {
    let interval = try #require(interval)
    return interval.upper - interval.lower
  }

  @Test func onePatientASampleAgreesWithDeLong() throws {
    let scored = try Samples.drawn(500, positives: 0.3)
    let bootstrap = try width(try interval(scored, Array(repeating: nil, count: 500)))
    let deLong = try width(scored.deLongInterval())
    #expect(abs(bootstrap / deLong - 1) < 0.12)
  }

  @Test func fourCopiesOfEachImageCarryNoMoreThanOne() throws {
    let single = try Samples.drawn(300, positives: 0.3)
    let names = (0..<300).map { "IP_\($0)" }
    let copied = try single.repeated(4)
    let byPatient = try width(try interval(copied, names + names + names + names))
    #expect(byPatient == (try width(try interval(single, names))))
    #expect(byPatient > 1.7 * (try width(copied.deLongInterval())))
  }

  @Test func theSameSeedGivesTheSameBounds() throws {
    let scored = try Samples.drawn(200, positives: 0.3)
    let patients = (0..<200).map { "IP_\($0 / 3)" }
    let first = try interval(scored, patients)
    #expect(first == (try interval(scored, patients)))
    #expect(first != (try interval(scored, patients, seed: 4)))
  }

  @Test func theOrderOfSamplesWithinAPatientDoesNotMatter() throws {
    let scored = try Samples.make([0.9, 0.4, 0.4, 0.7, 0.2, 0.6, 0.1, 0.8], "11010100")
    let patients = ["a", "a", "b", "b", "c", "c", "d", "d"]
    let swapped = try Samples.make([0.4, 0.9, 0.7, 0.4, 0.6, 0.2, 0.8, 0.1], "11101000")
    #expect(try interval(scored, patients) == (try interval(swapped, patients)))
  }

  @Test(arguments: [
    RankStatistic.areaUnderROC, .averagePrecision, .sensitivity(atThreshold: 0.5),
    .specificity(atThreshold: 0.5), .sensitivityAtSpecificity(0.9),
  ])
  func boundsLieAroundTheEstimate(_ statistic: RankStatistic) throws {
    let scored = try Samples.drawn(400, positives: 0.3, steps: 100)
    let patients = (0..<400).map { "IP_\($0 / 4)" }
    let interval = try #require(try interval(scored, patients, statistic))
    #expect(interval.contains(try #require(statistic.value(of: scored))))
    #expect(interval.lower >= 0 && interval.upper <= 1 && interval.lower < interval.upper)
  }

  @Test func statisticsAreTheMetrics() throws {
    let scored = try Samples.drawn(400, positives: 0.3, steps: 100)
    let matrix = scored.confusionMatrix(threshold: 0.5)
    #expect(RankStatistic.areaUnderROC.value(of: scored) == scored.areaUnderROC)
    #expect(RankStatistic.averagePrecision.value(of: scored) == scored.averagePrecision)
    #expect(RankStatistic.sensitivity(atThreshold: 0.5).value(of: scored) == matrix.sensitivity)
    #expect(RankStatistic.specificity(atThreshold: 0.5).value(of: scored) == matrix.specificity)
    #expect(
      RankStatistic.sensitivityAtSpecificity(0.9).value(of: scored)
        == scored.sensitivity(atSpecificity: 0.9))
  }

  @Test func tooFewPatientsOfAClassGiveNoInterval() throws {
    let scored = try Samples.make([0.9, 0.8, 0.3, 0.5, 0.1, 0.2], "110000")
    #expect(try interval(scored, ["a", "a", "b", "c", "d", "e"]) == nil)
    #expect(try interval(scored, ["a", "a", "a", "a", "a", "a"]) == nil)
    #expect(try interval(try Samples.make([0.1, 0.2], "00"), ["a", "b"]) == nil)
    #expect(try interval(try Samples.make([], ""), []) == nil)
  }

  @Test func perfectSeparationGivesNoInterval() throws {
    let scored = try Samples.make([9, 8, 7, 6, 5, 1, 2, 3, 4, 0], "1111100000")
    #expect(try interval(scored, Array(repeating: nil, count: 10)) == nil)
  }

  @Test func patientsMustBeAsManyAsSamples() throws {
    let scored = try Samples.drawn(10, positives: 0.5)
    let error = #expect(throws: EvaluationError.self) {
      try PatientBootstrap(scored, patients: ["a"])
    }
    #expect(error?.code == .countMismatch)
  }

  @Test func samplesWithoutAPatientStandAlone() throws {
    let scored = try Samples.drawn(5, positives: 0.5)
    let bootstrap = try PatientBootstrap(scored, patients: ["a", nil, "a", "", ""])
    #expect(bootstrap.patientCount == 4)
  }
}
