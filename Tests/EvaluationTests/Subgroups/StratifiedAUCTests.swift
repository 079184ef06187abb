import Evaluation
import Foundation
import LesionImage
import Testing

@Suite struct StratifiedAUCTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let scores: [Double]
    let labels: String
    let strata: [String]
    let pairs: Int
    let overall, within: Double

    var testDescription: String { name }

    /// Of Tools/make_subgroup_golden.py; empty where the file cannot be read.
    static let all: [Case] = {
      guard
        let url = Bundle.module.url(
          forResource: "strata", withExtension: "json", subdirectory: "Golden"),
        let data = try? Data(contentsOf: url)
      else { return [] }
      return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()
  }

  @Test func goldenFileIsThere() {
    #expect(Case.all.count == 3)
  }

  @Test(arguments: Case.all)
  func countsPairsWithinStrata(sample: Case) throws {
    let scored = try ScoredLabels(scores: sample.scores, labels: sample.labels.map { $0 == "1" })
    let stratified = try StratifiedAUC(scored, strata: sample.strata)
    #expect(stratified.pairCount == sample.pairs)
    expectClose(stratified.value, sample.within)
    expectClose(scored.areaUnderROC, sample.overall)
  }

  /// A model that sees nothing but the source is at chance within it, however good it looks.
  @Test func seesThroughARankingBySource() throws {
    var scores: [Double] = []
    var labels: [Bool] = []
    var sources: [String] = []
    for index in 0..<200 {
      let isFromFirst = index % 2 == 0
      sources.append(isFromFirst ? "first" : "second")
      labels.append(isFromFirst ? index % 4 == 0 : index % 20 == 1)
      scores.append(isFromFirst ? 0.8 : 0.2)
    }
    let scored = try ScoredLabels(scores: scores, labels: labels)
    let overall = try #require(scored.areaUnderROC)
    #expect(overall > 0.7)
    #expect(try StratifiedAUC(scored, strata: sources).value == 0.5)
  }

  @Test func oneStratumIsTheUsualArea() throws {
    let scored = try ScoredLabels(
      scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true])
    let stratified = try StratifiedAUC(scored, strata: ["a", "a", "a", "a"])
    #expect(stratified.value == scored.areaUnderROC)
    var first = SeededGenerator(seed: 3)
    var second = SeededGenerator(seed: 3)
    let patients: [String?] = ["p", "q", "r", "s"]
    #expect(
      try stratified.interval(patients: patients, using: &first)
        == PatientBootstrap(scored, patients: patients).interval(using: &second))
  }

  @Test func samplesWithoutStratumAreComparedWithNone() throws {
    let scored = try ScoredLabels(
      scores: [0.9, 0.1, 0.2, 0.8], labels: [false, false, true, true])
    let stratified = try StratifiedAUC(scored, strata: [nil, "a", "a", "b"])
    #expect(stratified.leftOutCount == 1)
    #expect(stratified.value == 1)
    #expect(stratified.strata.map(\.pairCount) == [1, 0])
    #expect(stratified.strata.map(\.auc) == [1, nil])
  }

  @Test func isUndefinedWithoutPairs() throws {
    let scored = try ScoredLabels(scores: [0.9, 0.1], labels: [false, true])
    let stratified = try StratifiedAUC(scored, strata: ["a", "b"])
    var generator = SeededGenerator(seed: 0)
    #expect(stratified.value == nil)
    #expect(try stratified.interval(patients: [nil, nil], using: &generator) == nil)
  }

  @Test func refusesOtherCounts() throws {
    let scored = try ScoredLabels(scores: [0.9, 0.1], labels: [false, true])
    #expect { try StratifiedAUC(scored, strata: ["a"]) } throws: {
      ($0 as? EvaluationError)?.code == .countMismatch
    }
    let stratified = try StratifiedAUC(scored, strata: ["a", "a"])
    var generator = SeededGenerator(seed: 0)
    #expect { try stratified.interval(patients: ["p"], using: &generator) } throws: {
      ($0 as? EvaluationError)?.code == .countMismatch
    }
  }

  /// Images of one patient carry less than as many patients would: the interval says so.
  @Test func patientsWidenTheInterval() throws {
    var generator = SeededGenerator(seed: 5)
    var scores: [Double] = []
    var labels: [Bool] = []
    var patients: [String?] = []
    for patient in 0..<40 {
      let level = Double(generator.nextUnit())
      for _ in 0..<8 {
        labels.append(patient % 3 == 0)
        scores.append(level + (patient % 3 == 0 ? 0.3 : 0) + 0.02 * Double(generator.nextUnit()))
        patients.append("p\(patient)")
      }
    }
    let scored = try ScoredLabels(scores: scores, labels: labels)
    let stratified = try StratifiedAUC(
      scored, strata: patients.map { ($0?.count ?? 0) % 2 == 0 ? "a" : "b" })
    var first = SeededGenerator(seed: 1)
    var second = SeededGenerator(seed: 1)
    let byPatient = try #require(
      try stratified.interval(patients: patients, resamples: 500, using: &first))
    let byImage = try #require(
      try stratified.interval(
        patients: patients.map { _ in nil }, resamples: 500, using: &second))
    #expect(byPatient.upper - byPatient.lower > 1.5 * (byImage.upper - byImage.lower))
    #expect(stratified.value.map(byPatient.contains) == true)
  }
}
