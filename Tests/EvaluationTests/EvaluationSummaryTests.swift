import Evaluation
import Foundation
import Testing

@Suite struct EvaluationSummaryTests {
  private func json(_ summary: EvaluationSummary) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try summary.jsonText().utf8))
    return try #require(object as? [String: Any])
  }

  private func byPatient(
    _ scored: ScoredLabels, threshold: Double = 0.5
  ) throws -> EvaluationSummary {
    var generator = SplitMix64(seed: 1)
    return try EvaluationSummary(
      scored, patients: scored.labels.indices.map { "IP_\($0 / 3)" },
      operatingThreshold: threshold, resamples: 200, using: &generator)
  }

  @Test func holdsTheMetrics() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    let summary = try EvaluationSummary(scored, operatingThreshold: 0.4, confidence: 0.9)
    #expect(summary.count == 300)
    #expect(summary.malignantCount + summary.benignCount == 300)
    #expect(summary.prevalence == scored.prevalence)
    #expect(summary.auc == scored.areaUnderROC)
    #expect(summary.aucInterval == scored.deLongInterval(confidence: 0.9))
    #expect(summary.averagePrecision == scored.averagePrecision)
    #expect(summary.sensitivityAtSpecificity90 == scored.sensitivity(atSpecificity: 0.9))
    #expect(summary.specificityAtSensitivity90 == scored.specificity(atSensitivity: 0.9))
    #expect(summary.brierScoreLoss == scored.brierScoreLoss)
    #expect(summary.logLoss == scored.logLoss)
    #expect(summary.operatingPoint.threshold == 0.4)
    #expect(
      summary.operatingPoint.confusionMatrix == scored.confusionMatrix(threshold: 0.4))
    #expect(summary.atHalf.confusionMatrix == scored.confusionMatrix(threshold: 0.5))
    #expect(
      summary.atHalf.interval(of: .sensitivity)
        == summary.atHalf.confusionMatrix.proportion(.sensitivity)?.interval(confidence: 0.9))
    #expect(summary.byPatient == nil)
  }

  @Test func patientIntervalsAreTheBootstraps() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    let intervals = try #require(try byPatient(scored).byPatient)
    let bootstrap = try PatientBootstrap(
      scored, patients: scored.labels.indices.map { "IP_\($0 / 3)" })
    for (interval, statistic) in [
      (intervals.auc, RankStatistic.areaUnderROC),
      (intervals.averagePrecision, .averagePrecision),
      (intervals.sensitivityAtSpecificity90, .sensitivityAtSpecificity(0.9)),
      (intervals.sensitivity, .sensitivity(atThreshold: 0.5)),
      (intervals.specificity, .specificity(atThreshold: 0.5)),
    ] {
      var generator = SplitMix64(seed: 1)
      #expect(
        interval == bootstrap.interval(of: statistic, resamples: 200, using: &generator))
    }
    #expect(intervals.patientCount == 100)
    #expect(intervals.resamples == 200)
  }

  @Test func readsBackWhatItWrote() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    for summary in [
      try byPatient(scored), try EvaluationSummary(scored, operatingThreshold: 0.4),
      try EvaluationSummary(try Samples.make([0.2], "0"), operatingThreshold: 0.4),
      try EvaluationSummary(try Samples.make([], ""), operatingThreshold: 0.4),
    ] {
      let text = try summary.jsonText()
      let again = try JSONDecoder().decode(EvaluationSummary.self, from: Data(text.utf8))
      #expect(again == summary)
      #expect(try again.jsonText() == text)
    }
  }

  @Test(arguments: ["-1", "9223372036854775807", "0.5", "null"])
  func refusesCountsThatNoDataHave(_ count: String) throws {
    let summary = try EvaluationSummary(
      try Samples.drawn(20, positives: 0.5), operatingThreshold: 0.5)
    let text = try summary.jsonText().replacing(
      /"trueNegatives" : \d+/, with: "\"trueNegatives\" : \(count)")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(EvaluationSummary.self, from: Data(text.utf8))
    }
  }

  /// F1 is drawn again over the same patients as everything else.
  @Test func f1HasItsInterval() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    let intervals = try #require(try byPatient(scored, threshold: 0.6).byPatient)
    for (threshold, interval) in [(0.6, intervals.f1), (0.5, intervals.f1AtHalf)] {
      let f1 = try #require(scored.confusionMatrix(threshold: threshold).f1)
      let interval = try #require(interval)
      #expect(interval.contains(f1) && interval.lower < f1 && f1 < interval.upper)
      var generator = SplitMix64(seed: 1)
      let bootstrap = try PatientBootstrap(
        scored, patients: scored.labels.indices.map { "IP_\($0 / 3)" })
      #expect(
        bootstrap.interval(
          of: .f1(atThreshold: threshold), resamples: 200, using: &generator) == interval)
    }
  }

  @Test func summariesOfOlderVersionsAreRead() throws {
    let summary = try byPatient(try Samples.drawn(90, positives: 0.3))
    let text = try summary.jsonText()
    var object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    var intervals = try #require(object["byPatient"] as? [String: Any])
    #expect(intervals["f1"] is [String: Any])
    intervals["f1"] = nil
    intervals["f1AtHalf"] = nil
    object["byPatient"] = intervals
    let read = try JSONDecoder().decode(
      EvaluationSummary.self, from: try JSONSerialization.data(withJSONObject: object))
    #expect(read.byPatient?.f1 == nil && read.byPatient?.f1AtHalf == nil)
    #expect(read.byPatient?.auc == summary.byPatient?.auc)
  }

  @Test func undefinedIsNullInJSON() throws {
    let json = try json(try byPatient(try Samples.make([0.2, 0.7, 0.6], "000")))
    for key in [
      "auc", "aucInterval", "averagePrecision", "sensitivityAtSpecificity90",
      "specificityAtSensitivity90",
    ] {
      #expect(json[key] is NSNull, "\(key)")
    }
    let intervals = try #require(json["byPatient"] as? [String: Any])
    for key in ["auc", "averagePrecision", "sensitivityAtSpecificity90", "sensitivity", "f1"] {
      #expect(intervals[key] is NSNull, "\(key)")
    }
    let point = try #require(json["operatingPoint"] as? [String: Any])
    for key in [
      "sensitivity", "recall", "precision", "negativePredictiveValue", "f1", "balancedAccuracy",
    ] {
      #expect(point[key] is NSNull, "\(key)")
    }
    let rates = try #require(point["intervals"] as? [String: Any])
    #expect(rates["sensitivity"] is NSNull)
    #expect(rates["specificity"] is [String: Any])
    #expect(point["specificity"] as? Double == 1.0 / 3)
  }

  /// A summary of defined and one of undefined figures have the same keys at every depth.
  @Test func keysDoNotDependOnTheData() throws {
    let full = try json(
      try EvaluationSummary(try Samples.drawn(99, positives: 0.3), operatingThreshold: 0.5))
    let empty = try json(try EvaluationSummary(try Samples.make([], ""), operatingThreshold: 0.5))
    #expect(Set(full.keys) == Set(empty.keys))
    #expect(full["byPatient"] is NSNull)
    for key in ["operatingPoint", "atHalf"] {
      let fullPoint = try #require(full[key] as? [String: Any])
      let emptyPoint = try #require(empty[key] as? [String: Any])
      #expect(Set(fullPoint.keys) == Set(emptyPoint.keys))
      #expect(
        Set((fullPoint["intervals"] as? [String: Any] ?? [:]).keys)
          == Set(ConfusionMatrix.Rate.allCases.map(\.rawValue)))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesThresholdsThatAreNotFinite(_ threshold: Double) throws {
    let scored = try Samples.drawn(20, positives: 0.5)
    let error = #expect(throws: EvaluationError.self) {
      try EvaluationSummary(scored, operatingThreshold: threshold)
    }
    #expect(error?.code == .thresholdNotFinite)
  }

  @Test(arguments: [0, 1, 95, .nan])
  func refusesConfidencesOutOfRange(_ confidence: Double) throws {
    let scored = try Samples.drawn(20, positives: 0.5)
    let error = #expect(throws: EvaluationError.self) {
      try EvaluationSummary(scored, operatingThreshold: 0.5, confidence: confidence)
    }
    #expect(error?.code == .confidenceOutOfRange)
  }

  @Test func refusesPatientsOfOtherSamples() throws {
    let scored = try Samples.drawn(20, positives: 0.5)
    var generator = SplitMix64(seed: 1)
    let error = #expect(throws: EvaluationError.self) {
      try EvaluationSummary(
        scored, patients: ["a"], operatingThreshold: 0.5, using: &generator)
    }
    #expect(error?.code == .countMismatch)
  }
}
