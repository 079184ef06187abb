import Evaluation
import Foundation
import Testing

@Suite("What every metric must not depend on")
struct InvarianceTests {
  /// Samples with and without ties, balanced and not, all with both classes.
  static func samples() throws -> [ScoredLabels] {
    [
      try Samples.drawn(250, positives: 0.4, seed: 1),
      try Samples.drawn(250, positives: 0.4, steps: 8, seed: 2),
      try Samples.drawn(600, positives: 0.03, steps: 50, seed: 3),
      try Samples.make([0.9, 0.5, 0.5, 0.1, 0.5], "11001"),
    ]
  }

  @Test(arguments: Metric.all)
  func orderOfSamples(_ metric: Metric) throws {
    for scored in try Self.samples() {
      for seed in 1...3 {
        #expect(metric.value(try scored.shuffled(seed: UInt64(seed))) == metric.value(scored))
      }
    }
  }

  @Test(arguments: Metric.all.filter(\.isRankMetric))
  func risingTransformation(_ metric: Metric) throws {
    for scored in try Self.samples() {
      let expected = metric.value(scored)
      #expect(metric.value(try scored.mapScores { exp(3 * $0) - 7 }) == expected)
      #expect(metric.value(try scored.mapScores { $0 * 1e-200 }) == expected)
      #expect(metric.value(try scored.mapScores { ($0 - 0.5) * 3e307 }) == expected)
    }
  }

  @Test(arguments: Metric.all)
  func duplicationOfTheWholeSet(_ metric: Metric) throws {
    for scored in try Self.samples() {
      let value = try #require(metric.value(scored))
      let repeated = try #require(metric.value(try scored.repeated(3)))
      if metric.ignoresDuplication {
        expectClose(repeated, value)
      } else {
        #expect(repeated != value)
      }
    }
  }

  @Test(arguments: Metric.all.filter { $0.mirrored != .another })
  func labelsAndScoresMirroredTogether(_ metric: Metric) throws {
    for scored in try Self.samples() {
      let value = try #require(metric.value(scored))
      let mirror = try scored.mapScores { -$0 }.flippedLabels()
      expectClose(metric.value(mirror), metric.mirrored == .same ? value : 1 - value)
    }
  }

  @Test(arguments: Metric.all)
  func undefinedWithoutSamples(_ metric: Metric) throws {
    #expect(metric.value(try Samples.make([], "")) == nil)
  }

  @Test func negatedScoresTurnTheAreaAround() throws {
    for scored in try Self.samples() {
      let area = try #require(scored.areaUnderROC)
      expectClose(try scored.mapScores { 1 - $0 }.areaUnderROC, 1 - area, tolerance: 1e-15)
      expectClose(try scored.flippedLabels().areaUnderROC, 1 - area, tolerance: 1e-15)
    }
  }

  @Test func sensitivityAndSpecificityAreMirrorImages() throws {
    for scored in try Self.samples() {
      let mirror = try scored.mapScores { -$0 }.flippedLabels()
      #expect(scored.sensitivity(atSpecificity: 0.8) == mirror.specificity(atSensitivity: 0.8))
    }
  }

  @Test func trapezoidsGiveTheArea() throws {
    for scored in try Self.samples() {
      expectClose(trapezoidalArea(scored.rocCurve), scored.areaUnderROC)
      expectClose(
        trapezoidalArea(scored.rocCurve(droppingIntermediate: false)), scored.areaUnderROC)
    }
  }

  @Test func stepsUnderThePrecisionRecallCurveGiveAveragePrecision() throws {
    for scored in try Self.samples() {
      let points = scored.precisionRecallCurve
      let area = zip(points, points.dropFirst()).reduce(0.0) {
        $0 + ($1.1.recall - $1.0.recall) * $1.1.precision
      }
      expectClose(area, scored.averagePrecision)
    }
  }
}
