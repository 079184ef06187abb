import Evaluation
import Foundation
import Testing

@Suite("Against scikit-learn and SciPy")
struct GoldenTests {
  @Test func everyFileIsThere() {
    #expect(Golden.metrics.count == 22)
    #expect(Golden.paired.count == 3)
    #expect(Golden.intervals.count == 1)
    #expect(Golden.bootstrap.count == 1)
  }

  @Test(arguments: Golden.metrics)
  func areaUnderROC(_ golden: MetricCase) throws {
    expectClose(try golden.scored().areaUnderROC, golden.auc)
  }

  @Test(arguments: Golden.metrics)
  func averagePrecision(_ golden: MetricCase) throws {
    expectClose(try golden.scored().averagePrecision, golden.averagePrecision)
  }

  @Test(arguments: Golden.metrics)
  func probabilityLosses(_ golden: MetricCase) throws {
    expectClose(try golden.scored().brierScoreLoss, golden.brierScoreLoss, "Brier")
    expectClose(try golden.scored().logLoss, golden.logLoss, "log loss")
  }

  @Test(arguments: Golden.metrics)
  func deLong(_ golden: MetricCase) throws {
    let scored = try golden.scored()
    expectClose(scored.deLongVariance, golden.delong?.variance, tolerance: 1e-11, "variance")
    for (scale, bounds) in [
      (IntervalScale.linear, golden.delong?.linear), (.logit, golden.delong?.logit),
    ] {
      let interval = scored.deLongInterval(scale: scale)
      expectClose(interval?.lower, bounds?[0], tolerance: 1e-11, "\(scale) lower")
      expectClose(interval?.upper, bounds?[1], tolerance: 1e-11, "\(scale) upper")
    }
  }

  @Test(arguments: Golden.metrics)
  func rates(_ golden: MetricCase) throws {
    let scored = try golden.scored()
    for expected in golden.rates {
      let matrix = scored.confusionMatrix(threshold: expected.threshold)
      #expect(
        [
          matrix.truePositives, matrix.falsePositives, matrix.trueNegatives, matrix.falseNegatives,
        ] == expected.counts)
      expectClose(matrix.accuracy, expected.accuracy, "accuracy")
      expectClose(matrix.recall, expected.recall, "recall")
      expectClose(matrix.sensitivity, expected.recall, "sensitivity")
      expectClose(matrix.specificity, expected.specificity, "specificity")
      expectClose(matrix.precision, expected.precision, "precision")
      expectClose(matrix.negativePredictiveValue, expected.negativePredictiveValue, "NPV")
      expectClose(matrix.f1, expected.f1, "F1")
      expectClose(matrix.balancedAccuracy, expected.balancedAccuracy, "balanced accuracy")
      expectClose(matrix.predictedPositiveShare, expected.predictedPositiveShare, "predicted")
    }
  }

  @Test(arguments: Golden.metrics)
  func curves(_ golden: MetricCase) throws {
    let scored = try golden.scored()
    let rows = { (points: [ROCPoint]) in
      points.map { [$0.threshold, $0.falsePositiveRate, $0.truePositiveRate] }
    }
    expectCurve(rows(scored.rocCurve), golden.roc)
    expectCurve(rows(scored.rocCurve(droppingIntermediate: true)), golden.roc)
    expectCurve(rows(scored.rocCurve(droppingIntermediate: false)), golden.rocAll)
    expectCurve(
      scored.precisionRecallCurve.map { [$0.threshold, $0.precision, $0.recall] },
      golden.precisionRecall)
  }

  /// Rows are threshold and two rates; the golden moments are of the rates first.
  private func expectCurve(_ rows: [[Double]], _ expected: MetricCase.Curve) {
    switch expected {
    case .points(let points):
      #expect(rows == points.map { $0.map { $0 ?? .infinity } })
    case .moments(let moments):
      #expect(Double(rows.count - 1) == moments[0])
      for (index, column) in [1, 2, 0].enumerated() {
        let values = rows.dropFirst().map { $0[column] }
        let weighted = values.enumerated().map { $1 * cos(Double($0)) }
        expectClose(values.reduce(0, +), moments[1 + 2 * index], tolerance: 1e-11)
        expectClose(weighted.reduce(0, +), moments[2 + 2 * index], tolerance: 1e-9)
      }
    }
  }

  @Test(arguments: Golden.paired)
  func pairedDeLong(_ golden: PairedCase) throws {
    let labels = golden.labels.map { $0 == "1" }
    let first = try ScoredLabels(scores: golden.first, labels: labels)
    let second = try ScoredLabels(scores: golden.second, labels: labels)
    let comparison = try #require(try first.comparingAUC(with: second))
    expectClose(comparison.first, golden.expected.first)
    expectClose(comparison.second, golden.expected.second)
    expectClose(comparison.standardError, golden.expected.standardError, tolerance: 1e-10)
    expectClose(comparison.z, golden.expected.z, tolerance: 1e-10)
    expectClose(comparison.pValue, golden.expected.pValue, tolerance: 1e-10)
    expectClose(comparison.interval?.lower, golden.expected.interval[0], tolerance: 1e-10)
    expectClose(comparison.interval?.upper, golden.expected.interval[1], tolerance: 1e-10)
  }

  @Test func wilson() throws {
    for row in try #require(Golden.intervals.first).wilson {
      let proportion = Proportion(Int(row[0]), of: Int(row[1]))
      let interval = proportion.interval(confidence: row[2])
      expectClose(interval?.lower, row[3], "\(proportion) lower")
      expectClose(interval?.upper, row[4], "\(proportion) upper")
    }
  }

  @Test func normalDistribution() throws {
    let golden = try #require(Golden.intervals.first).normal
    for row in golden.criticalValues {
      expectClose(StandardNormal.twoSidedCriticalValue(confidence: row[0]), row[1])
    }
    for row in golden.upperQuantiles {
      expectClose(StandardNormal.upperQuantile(row[0]), row[1], "quantile \(row[0])")
    }
    for row in golden.twoSidedTails {
      #expect(abs(StandardNormal.twoSidedTail(row[0]) - row[1]) <= 1e-13 * row[1])
    }
  }

  @Test func patientBootstrap() throws {
    let golden = try #require(Golden.bootstrap.first)
    let scored = try ScoredLabels(
      scores: golden.scores, labels: golden.labels.map { $0 == "1" })
    let bootstrap = try PatientBootstrap(scored, patients: golden.patients)
    #expect(bootstrap.patientCount == Set(golden.patients).count)
    for (name, statistic) in [
      ("areaUnderROC", RankStatistic.areaUnderROC), ("averagePrecision", .averagePrecision),
      ("sensitivityAtThreshold", .sensitivity(atThreshold: golden.threshold)),
    ] {
      var generator = SplitMix64(seed: golden.seed)
      let interval = bootstrap.interval(
        of: statistic, resamples: golden.resamples, using: &generator)
      let expected = try #require(golden.intervals[name])
      expectClose(interval?.lower, expected[0], "\(name) lower")
      expectClose(interval?.upper, expected[1], "\(name) upper")
    }
  }
}
