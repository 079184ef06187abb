import Evaluation
import Foundation
import Testing

@Suite("Calibration")
struct CalibrationTests {
  /// Logits that separate the classes to some degree, with ties and without.
  private static func samples() throws -> [ScoredLabels] {
    try InvarianceTests.samples().map { scored in
      try scored.mapScores { log(max($0, 1e-3) / (1 - min($0, 0.999))) }
    }
  }

  @Test func orderOfSamplesShowsNowhere() throws {
    for scored in try Self.samples() {
      let probabilities = try scored.mapScores { 1 / (1 + exp(-$0)) }
      for seed in 1...3 {
        let shuffled = try scored.shuffled(seed: UInt64(seed))
        #expect(ScoreCalibration.fit(shuffled) == ScoreCalibration.fit(scored))
        #expect(ScoreCalibration.temperature(shuffled) == ScoreCalibration.temperature(scored))
        let again = try probabilities.shuffled(seed: UInt64(seed))
        #expect(again.calibrationCurve() == probabilities.calibrationCurve())
        #expect(again.calibrationRegression() == probabilities.calibrationRegression())
      }
    }
  }

  @Test func theRankingStays() throws {
    for scored in try Self.samples() {
      let fit = try #require(ScoreCalibration.fit(scored))
      let calibrated = try scored.mapScores(fit.probability)
      #expect(calibrated.areaUnderROC == scored.areaUnderROC)
      #expect(calibrated.averagePrecision == scored.averagePrecision)
      #expect(calibrated.scoresAreProbabilities)
    }
  }

  /// Calibrated scores have slope 1 and no excess; Platt's targets in place of labels move both a
  /// little towards one half.
  @Test func calibratedScoresAreCalibrated() throws {
    let scored = try Samples.drawn(20_000, positives: 0.2).mapScores { 4 * $0 - 1 }
    let before = try scored.mapScores { 1 / (1 + exp(-$0)) }
    let fit = try #require(ScoreCalibration.fit(scored))
    let after = try scored.mapScores(fit.probability)
    let regression = try #require(after.calibrationRegression())
    #expect(abs(regression.slope - 1) < 0.01 && abs(regression.intercept) < 0.01)
    let (first, second) = (before.expectedCalibrationError(), after.expectedCalibrationError())
    #expect(try #require(second) < 0.1 * #require(first))
    #expect(try #require(after.logLoss) < #require(before.logLoss))
    #expect(try #require(after.brierScoreLoss) < #require(before.brierScoreLoss))
  }

  @Test func theUnitOfTheLogitsDoesNotMatter() throws {
    for scored in try Self.samples() {
      let fit = try #require(ScoreCalibration.platt(scored))
      for unit in [1e-30, 1e-3, 1e6, 1e200] {
        let other = try #require(ScoreCalibration.platt(scored.mapScores { $0 * unit }))
        expectClose(other.slope * unit, fit.slope, tolerance: 1e-6)
        expectClose(other.intercept, fit.intercept, tolerance: 1e-6)
      }
    }
  }

  @Test func separatedClassesStayFinite() throws {
    for positives in 1...20 {
      let labels = String(repeating: "0", count: 50) + String(repeating: "1", count: positives)
      let scored = try Samples.make(
        (0..<50).map { -1 - Double($0) } + (0..<positives).map { 3 + Double($0) }, labels)
      let fit = try #require(ScoreCalibration.fit(scored))
      #expect(fit.slope > 0 && fit.slope < 100 && abs(fit.intercept) < 100)
      #expect(fit.probability(ofLogit: 3) < 1)
      // Whereas labels as they are would ask for an infinite slope.
      #expect(try scored.mapScores { 1 / (1 + exp(-$0)) }.calibrationRegression() == nil)
    }
  }

  @Test func rankingUpsideDownIsRefused() throws {
    let scored = try Samples.drawn(300, positives: 0.3).mapScores { 2 - 4 * $0 }
    #expect(ScoreCalibration.platt(scored) == nil && ScoreCalibration.temperature(scored) == nil)
    #expect(ScoreCalibration.fit(scored) == nil)
  }

  /// Logits of opposite signs that rank against the labels within each sign.
  @Test func temperatureStandsInWherePlattTurnsTheRanking() throws {
    let scored = try Samples.make([-1.1, -1, 1, 1.1, 1.1, 1.1, 1.1, -8], "00111100")
    let inverted = try Samples.make([1, 1.1, 1.2, 9, 9, 9], "111110")
    #expect(ScoreCalibration.platt(inverted) == nil)
    #expect(ScoreCalibration.fit(inverted)?.method == .temperature)
    #expect(ScoreCalibration.fit(scored)?.method == .platt)
  }

  @Test func undefinedIsNil() throws {
    for scored in [
      try Samples.make([], ""), try Samples.make([0.1, 0.4], "00"),
      try Samples.make([0.1, 0.4], "11"),
    ] {
      #expect(ScoreCalibration.fit(scored) == nil && scored.calibrationRegression() == nil)
    }
    #expect(try ScoreCalibration.fit(Samples.make([0, 0, 0], "010")) == nil)
    #expect(try Samples.make([0.3, 0.3, 0.3], "010").calibrationRegression() == nil)
    #expect(try Samples.make([0.3, 1.5], "01").calibrationCurve().bins.isEmpty)
    #expect(try Samples.make([], "").expectedCalibrationError() == nil)
    #expect(try Samples.make([0.3], "1").calibrationCurve(bins: 0).bins.isEmpty)
    #expect(ScoreCalibration(method: .platt, slope: 0, intercept: 0) == nil)
    #expect(ScoreCalibration(method: .platt, slope: .infinity, intercept: 0) == nil)
    #expect(ScoreCalibration(method: .platt, slope: 1, intercept: .nan) == nil)
  }

  @Test func smallSetsHaveAtMostABinASample() throws {
    let curve = try Samples.make([0.2, 0.8, 0.8], "011").calibrationCurve()
    #expect(curve.bins.map(\.count) == [1, 2] && curve.bins.map(\.malignant) == [0, 2])
    expectClose(curve.expectedError, 0.2)
    #expect(curve.debiasedError == nil)
  }

  /// The error of a perfectly calibrated classifier is all chance; without bias it is near nothing.
  @Test func debiasedErrorTakesChanceOff() throws {
    var squares = 0.0
    var plain = 0.0
    for seed in 1...40 {
      var generator = SplitMix64(seed: UInt64(seed))
      var (scores, labels) = ([Double](), [Bool]())
      for _ in 0..<300 {
        let risk = generator.nextUnit()
        scores.append(risk)
        labels.append(generator.nextUnit() < risk)
      }
      let curve = try ScoredLabels(scores: scores, labels: labels).calibrationCurve()
      plain += try #require(curve.expectedError) / 40
      squares += try pow(#require(curve.debiasedError), 2) / 40
    }
    #expect(plain > 0.04)
    // Root mean square by chance alone: sqrt(1/6 / 30) = .075. Values below 0 count as 0, so some is left.
    #expect(squares.squareRoot() < 0.05)
  }

  @Test func theBootstrapDrawsTheErrorToo() throws {
    let scored = try Samples.drawn(200, positives: 0.3)
    let bootstrap = try PatientBootstrap(scored, patients: scored.labels.map { _ in nil })
    var generator = SplitMix64(seed: 3)
    let interval = try #require(
      bootstrap.interval(
        of: .expectedCalibrationError(bins: 10), resamples: 300, using: &generator))
    let error = try #require(scored.expectedCalibrationError())
    #expect(interval.lower < interval.upper && interval.upper > error)
  }
}
