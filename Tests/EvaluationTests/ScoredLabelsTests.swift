import Evaluation
import Foundation
import Testing

@Suite struct ScoredLabelsTests {
  @Test func countsItsClasses() throws {
    let scored = try Samples.make([0.3, 0.1, 0.2], "010")
    #expect(scored.count == 3)
    #expect(scored.positiveCount == 1)
    #expect(scored.negativeCount == 2)
    #expect(scored.prevalence == 1.0 / 3)
  }

  @Test func refusesDifferentCounts() {
    let error = #expect(throws: EvaluationError.self) {
      try ScoredLabels(scores: [0.1, 0.2], labels: [true])
    }
    #expect(error?.code == .countMismatch)
    #expect(error?.message == "There are 2 scores but 1 labels.")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesScoresThatAreNotFinite(_ score: Double) {
    let error = #expect(throws: EvaluationError.self) {
      try ScoredLabels(scores: [0.1, 0.2, score], labels: [true, false, false])
    }
    #expect(error?.code == .scoreNotFinite)
    #expect(error?.message.contains("index 2") == true)
  }

  @Test func comparesOnlyTheSameSamples() throws {
    let scored = try Samples.make([0.1, 0.2, 0.3, 0.4], "0101")
    let shorter = try Samples.make([0.1, 0.2], "01")
    let relabelled = try Samples.make([0.1, 0.2, 0.3, 0.4], "0110")
    #expect(throws: EvaluationError.self) { try scored.comparingAUC(with: shorter) }
    let error = #expect(throws: EvaluationError.self) {
      try scored.comparingAUC(with: relabelled)
    }
    #expect(error?.code == .labelMismatch)
    #expect(error?.message.contains("index 2") == true)
  }

  @Test func comparedWithItselfThereIsNothingToTest() throws {
    let scored = try Samples.drawn(200, positives: 0.3)
    let comparison = try #require(try scored.comparingAUC(with: scored.mapScores { $0 * 2 }))
    #expect(comparison.difference == 0)
    #expect(comparison.standardError == 0)
    #expect(comparison.z == nil)
    #expect(comparison.pValue == nil)
    #expect(comparison.interval == nil)
  }

  /// p n p n p n against n p n p n p: every sample gains a third, which rounds differently each time.
  @Test func theSameDifferenceEverywhereIsNoEvidence() throws {
    let first = try Samples.make([6, 5, 4, 3, 2, 1], "101010")
    let second = try Samples.make([5, 6, 3, 4, 1, 2], "101010")
    let comparison = try #require(try first.comparingAUC(with: second))
    expectClose(comparison.difference, 1.0 / 3)
    #expect(comparison.standardError == 0)
    #expect(comparison.pValue == nil)
    let json = String(decoding: try JSONEncoder().encode(comparison), as: UTF8.self)
    #expect(json.contains("\"pValue\":null"))
    #expect(json.contains("\"interval\":null"))
    let again = try JSONDecoder().decode(AUCComparison.self, from: Data(json.utf8))
    #expect(again == comparison)
  }

  @Test func zerosOfBothSignsAreOneScore() throws {
    let points = try Samples.make([0.0, -0.0, 1], "011").rocCurve
    #expect(points == (try Samples.make([-0.0, 0.0, 1], "101").rocCurve))
    #expect(points.last?.threshold.sign == .plus)
  }

  @Test func swappingTheComparedSetsTurnsTheSign() throws {
    let first = try Samples.drawn(300, positives: 0.3, steps: 20, seed: 4)
    var generator = SplitMix64(seed: 8)
    let second = try ScoredLabels(
      scores: first.scores.map { $0 + generator.nextUnit() }, labels: first.labels)
    let forward = try #require(try first.comparingAUC(with: second))
    let backward = try #require(try second.comparingAUC(with: first))
    #expect(forward.difference == -backward.difference)
    expectClose(forward.standardError, backward.standardError)
    expectClose(forward.pValue, backward.pValue)
  }

  /// The tail of the paired test against scores that rank every pair equally is DeLong's own variance.
  @Test func againstAConstantThePairedTestIsTheSingleOne() throws {
    let scored = try Samples.drawn(300, positives: 0.3, steps: 20, seed: 4)
    let comparison = try #require(try scored.comparingAUC(with: scored.mapScores { _ in 0 }))
    expectClose(comparison.standardError, scored.deLongVariance?.squareRoot())
  }

  @Test func thePapersRecallIsAsUncertainAsItsCounts() throws {
    let interval = try #require(Proportion(54, of: 117).interval())
    #expect((interval.lower * 100).rounded() == 37)
    #expect((interval.upper * 100).rounded() == 55)
  }
}
