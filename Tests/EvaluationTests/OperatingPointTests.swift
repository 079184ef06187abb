import Evaluation
import Testing

@Suite struct OperatingPointTests {
  static let rules: [OperatingPointRule] =
    [.youden]
    + [0, 0.3, 0.5, 0.8, 0.9, 1].flatMap { share in
      [OperatingPointRule.sensitivity(atLeast: share), .specificity(atLeast: share)]
    }

  /// Every threshold worth trying: each score, and one above all.
  private func candidates(of scored: ScoredLabels) -> [(sensitivity: Double, specificity: Double)] {
    (Set(scored.scores) + [.infinity]).map { threshold in
      let matrix = scored.confusionMatrix(threshold: threshold)
      return (matrix.sensitivity ?? .nan, matrix.specificity ?? .nan)
    }
  }

  @Test(arguments: rules)
  func isTheBestOfAllThresholds(_ rule: OperatingPointRule) throws {
    for scored in try InvarianceTests.samples() {
      let point = try #require(rule.chooseOperatingPoint(on: scored))
      let all = candidates(of: scored)
      switch rule {
      case .sensitivity(let share):
        let eligible = all.filter { $0.sensitivity >= share }
        #expect(point.sensitivity >= share)
        #expect(point.specificity == eligible.map(\.specificity).max())
      case .specificity(let share):
        let eligible = all.filter { $0.specificity >= share }
        #expect(point.specificity >= share)
        #expect(point.sensitivity == eligible.map(\.sensitivity).max())
      case .youden:
        expectClose(
          point.sensitivity + point.specificity,
          all.map { $0.sensitivity + $0.specificity }.max())
      }
    }
  }

  @Test(arguments: rules)
  func itsThresholdGivesItsRates(_ rule: OperatingPointRule) throws {
    for scored in try InvarianceTests.samples() {
      let point = try #require(rule.chooseOperatingPoint(on: scored))
      for threshold in [point.threshold, Double(Float(point.threshold))] {
        let matrix = scored.confusionMatrix(threshold: threshold)
        #expect(matrix.sensitivity == point.sensitivity)
        #expect(matrix.specificity == point.specificity)
      }
      #expect(point.threshold.isFinite)
    }
  }

  @Test(arguments: rules)
  func doesNotDependOnTheOrderOfSamples(_ rule: OperatingPointRule) throws {
    for scored in try InvarianceTests.samples() {
      let shuffled = try scored.shuffled(seed: 5)
      #expect(rule.chooseOperatingPoint(on: shuffled) == rule.chooseOperatingPoint(on: scored))
    }
  }

  @Test func liesMidwayBetweenTheClasses() throws {
    let scored = try Samples.make([0.25, 0.75, 0.125, 0.875], "0101")
    let point = try #require(OperatingPointRule.youden.chooseOperatingPoint(on: scored))
    #expect(point == OperatingPoint(threshold: 0.5, sensitivity: 1, specificity: 1))
  }

  @Test func tiesGoToTheMelanomasUnlessSpecificityIsAsked() throws {
    // Calling 1, 2 or 4 samples positive gives Youden's index 1/2 or 0.
    let scored = try Samples.make([0.9, 0.8, 0.7, 0.6], "1010")
    let youden = try #require(OperatingPointRule.youden.chooseOperatingPoint(on: scored))
    #expect(youden.sensitivity == 1)
    #expect(youden.specificity == 0.5)
    let specific = try #require(
      OperatingPointRule.specificity(atLeast: 0.4).chooseOperatingPoint(on: scored))
    #expect(specific.sensitivity == 1)
    #expect(specific.specificity == 0.5)
  }

  @Test func withoutAnySignalEverythingIsReferred() throws {
    let scored = try Samples.make([0.5, 0.5, 0.5], "010")
    let point = try #require(OperatingPointRule.youden.chooseOperatingPoint(on: scored))
    #expect(point == OperatingPoint(threshold: 0.5, sensitivity: 1, specificity: 0))
  }

  @Test func aTopScoreThatIsBenignLeavesNothingPositiveAtFullSpecificity() throws {
    let scored = try Samples.make([0.1, 1.0], "10")
    let point = try #require(
      OperatingPointRule.specificity(atLeast: 1).chooseOperatingPoint(on: scored))
    #expect(point.sensitivity == 0)
    #expect(point.specificity == 1)
    #expect(point.threshold == Double(Float(1).nextUp))
  }

  @Test(arguments: [-0.1, 1.1, .nan, .infinity])
  func sharesOutOfRangeGiveNoPoint(_ share: Double) throws {
    let scored = try Samples.drawn(40, positives: 0.5)
    for rule in [OperatingPointRule.sensitivity(atLeast: share), .specificity(atLeast: share)] {
      #expect(rule.chooseOperatingPoint(on: scored) == nil)
    }
  }

  /// Neighbours one `Float` apart, one `Double` apart, around zero, tiny and huge.
  @Test(arguments: [
    (0.1, 0.2), (0.5, Double(Float(0.5).nextUp)), (0.5, 0.5.nextUp), (-1.0, 1.0),
    (0.0, .leastNonzeroMagnitude), (1e-50, 2e-50), (-1.7e308, 1.7e308), (1e300, 1.0e300.nextUp),
    (-3.5e38, -3.4e38), (0.1, Double(Float(0.1))),
  ])
  func separatesNeighbours(_ low: Double, _ high: Double) throws {
    let scored = try Samples.make([low, high], "01")
    let point = try #require(OperatingPointRule.youden.chooseOperatingPoint(on: scored))
    #expect(low < point.threshold && point.threshold <= high)
    let isFloatApart = Float(low) < Float(high) && Double(Float(high)) <= high
    if isFloatApart, Float(low).isFinite {
      #expect(Double(Float(point.threshold)) == point.threshold)
    }
  }

  @Test(arguments: [0.1, 0.3, -0.1, 1e-50, 0.5, 1e300])
  func aThresholdBelowEveryScoreSurvivesSinglePrecision(_ score: Double) throws {
    let scored = try Samples.make([score, score.nextUp], "10")
    let point = try #require(
      OperatingPointRule.sensitivity(atLeast: 1).chooseOperatingPoint(on: scored))
    #expect(point.threshold <= score)
    if abs(score) < 1e38 { #expect(Double(Float(point.threshold)) == point.threshold) }
  }

  @Test(arguments: [0.0, 1, -0.3, 1e300, 1.7e308, .leastNonzeroMagnitude])
  func placesAThresholdAboveTheHighestScore(_ score: Double) throws {
    let scored = try Samples.make([score, score - 1, score / 2], "010")
    let point = OperatingPointRule.specificity(atLeast: 1).chooseOperatingPoint(on: scored)
    let threshold = try #require(point?.threshold)
    if point?.sensitivity == 0 { #expect(threshold > (scored.scores.max() ?? 0)) }
    #expect(threshold.isFinite)
  }
}
