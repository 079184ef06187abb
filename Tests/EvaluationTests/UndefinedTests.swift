import Evaluation
import Testing

@Suite("Undefined stays undefined")
struct UndefinedTests {
  @Test(arguments: ["000", "111"])
  func rankMetricsNeedBothClasses(_ labels: String) throws {
    let scored = try Samples.make([0.2, 0.7, 0.4], labels)
    #expect(scored.areaUnderROC == nil)
    #expect(scored.averagePrecision == nil)
    #expect(scored.deLongVariance == nil)
    #expect(scored.deLongInterval() == nil)
    #expect(scored.rocCurve.isEmpty)
    #expect(scored.precisionRecallCurve.isEmpty)
    #expect(scored.sensitivity(atSpecificity: 0.9) == nil)
    #expect(scored.specificity(atSensitivity: 0.9) == nil)
    #expect(OperatingPointRule.youden.chooseOperatingPoint(on: scored) == nil)
    #expect(try scored.comparingAUC(with: scored) == nil)
  }

  @Test func ratesWithoutTheirDenominator() throws {
    let noPositive = try Samples.make([0.2, 0.7, 0.4], "000").confusionMatrix(threshold: 0.5)
    #expect(noPositive.sensitivity == nil)
    #expect(noPositive.f1 == nil)
    #expect(noPositive.balancedAccuracy == nil)
    #expect(noPositive.specificity == 2.0 / 3)

    #expect(noPositive.precision == nil)
    #expect(noPositive.negativePredictiveValue == nil)
    #expect(noPositive.accuracy == 2.0 / 3)

    let noNegative = try Samples.make([0.2, 0.7, 0.4], "111").confusionMatrix(threshold: 0.5)
    #expect(noNegative.specificity == nil)
    #expect(noNegative.precision == nil)
    #expect(noNegative.negativePredictiveValue == nil)
    #expect(noNegative.sensitivity == 1.0 / 3)

    let nothingPredicted = try Samples.make([0.2, 0.7], "01").confusionMatrix(threshold: 0.8)
    #expect(nothingPredicted.precision == nil)
    #expect(nothingPredicted.f1 == 0)
    #expect(nothingPredicted.sensitivity == 0)

    let everythingPredicted = try Samples.make([0.2, 0.7], "01").confusionMatrix(threshold: 0)
    #expect(everythingPredicted.negativePredictiveValue == nil)
  }

  @Test func intervalsThatWouldClaimCertainty() throws {
    let perfect = try Samples.make([0.1, 0.2, 0.7, 0.8], "0011")
    #expect(perfect.areaUnderROC == 1)
    #expect(perfect.deLongVariance == 0)
    for scale in IntervalScale.allCases { #expect(perfect.deLongInterval(scale: scale) == nil) }
    let equal = try Samples.make([0.5, 0.5, 0.5, 0.5], "0011")
    #expect(equal.areaUnderROC == 0.5)
    #expect(equal.deLongInterval() == nil)
  }

  @Test func aSingleSampleOfAClassHasNoVariance() throws {
    #expect(try Samples.make([0.1, 0.2, 0.7], "001").deLongVariance == nil)
    #expect(try Samples.make([0.1, 0.2, 0.7], "011").deLongVariance == nil)
  }

  @Test(arguments: [0, 1, -0.5, 1.5, .nan, .infinity])
  func confidenceOutOfRange(_ confidence: Double) throws {
    let scored = try Samples.drawn(50, positives: 0.5)
    #expect(scored.deLongInterval(confidence: confidence) == nil)
    #expect(Proportion(3, of: 5).interval(confidence: confidence) == nil)
    #expect(try scored.comparingAUC(with: scored, confidence: confidence) == nil)
    var generator = SplitMix64(seed: 1)
    let bootstrap = try PatientBootstrap(scored, patients: Array(repeating: nil, count: 50))
    #expect(bootstrap.interval(confidence: confidence, using: &generator) == nil)
  }

  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-9, 0.5, 0.95, 1.0.nextDown])
  func boundsStayInOrderAndInRange(_ confidence: Double) throws {
    for scored in try InvarianceTests.samples() {
      for scale in IntervalScale.allCases {
        let interval = try #require(scored.deLongInterval(confidence: confidence, scale: scale))
        #expect(0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 1)
      }
    }
    for (count, total) in [(0, 1), (1, 1), (0, 40), (40, 40), (7, 40), (1, 1_000_000)] {
      let proportion = Proportion(count, of: total)
      let interval = try #require(proportion.interval(confidence: confidence))
      #expect(0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 1)
      #expect(interval.lower <= (proportion.value ?? .nan) + 1e-15)
      #expect(interval.upper >= (proportion.value ?? .nan) - 1e-15)
    }
  }

  @Test func proportionsOfNothing() {
    #expect(Proportion(0, of: 0).value == nil)
    #expect(Proportion(0, of: 0).interval() == nil)
    #expect(Proportion(3, of: 2).interval() == nil)
    #expect(Proportion(-1, of: 2).interval() == nil)
  }

  @Test func lossesNeedProbabilities() throws {
    #expect(try Samples.make([0.2, 1.01], "01").brierScoreLoss == nil)
    #expect(try Samples.make([-0.01, 0.5], "01").logLoss == nil)
  }
}
