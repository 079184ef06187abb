import Evaluation
import Testing

@Suite("What a precision costs") struct PrecisionCostTests {
  /// A reference in which every malignant image (scores from 1000) is above every benign one
  /// (scores 0 ..< benign).
  private func separated(malignant: Int, benign: Int) throws -> ScoredLabels {
    try ScoredLabels(
      scores: (0..<malignant).map { 1000 + Double($0) } + (0..<benign).map(Double.init),
      labels: (0..<malignant + benign).map { $0 < malignant })
  }

  /// The cost where each of the first malignant images falls below as many benign ones as said.
  private func cost(
    malignant: Int, benign: Int, fallen: [Int], threshold: Double = 500
  ) throws -> PrecisionCost {
    let reference = try separated(malignant: malignant, benign: benign)
    var scores = reference.scores
    for (index, below) in fallen.enumerated() { scores[index] = Double(benign - below) - 0.5 }
    return try PrecisionCost(
      reference: reference, scores: scores, operatingThreshold: threshold)
  }

  @Test func sameScoresCostNothing() throws {
    let reference = try Samples.drawn(200, positives: 0.3)
    let cost = try PrecisionCost(
      reference: reference, scores: reference.scores, operatingThreshold: 0.5)
    #expect(cost.count == 200 && cost.malignantCount == reference.positiveCount)
    #expect(cost.aucLoss == 0 && cost.sensitivityLoss == 0)
    #expect(cost.aucLossInterval == nil)
    #expect(cost.largestDifference == 0 && cost.meanDifference == 0)
    #expect(cost.changedVerdicts == 0 && cost.newlyMissed == 0 && cost.undefinedScores == 0)
    #expect(PrecisionGate.offers(cost))
  }

  @Test func figuresAreThoseOfTheMetrics() throws {
    let reference = try Samples.drawn(400, positives: 0.25)
    let other = try reference.mapScores { ($0 * 16).rounded() / 16 }
    let cost = try PrecisionCost(
      reference: reference, scores: other.scores, operatingThreshold: 0.5)
    #expect(cost.reference.auc == reference.areaUnderROC)
    #expect(cost.measured?.auc == other.areaUnderROC)
    #expect(cost.measured?.sensitivity == other.sensitivity(atSpecificity: 0.9))
    let comparison = try #require(try reference.comparingAUC(with: other))
    #expect(cost.aucLossInterval == comparison.interval)
    #expect(cost.aucLossInterval?.contains(cost.aucLoss ?? .nan) == true)
    let differences = zip(reference.scores, other.scores).map { abs($0 - $1) }
    #expect(cost.largestDifference == differences.max())
    #expect((cost.largestDifference ?? 1) <= 1.0 / 32)
    expectClose(cost.meanDifference, differences.reduce(0, +) / 400)
  }

  /// 20 x 50 = 1,000 pairs: two of them are the limit of .002 to the last bit. Five benign images may
  /// lie above the threshold of 90 % specificity, so that the sensitivity does not move.
  @Test(arguments: [(0, true), (1, true), (2, true), (3, false), (5, false)])
  func limitOfTheAUC(pairs: Int, passes: Bool) throws {
    let cost = try cost(malignant: 20, benign: 50, fallen: [pairs])
    expectClose(cost.aucLoss, Double(pairs) / 1000)
    #expect(cost.sensitivityLoss == 0)
    #expect(PrecisionGate.shortcomings(of: cost) == (passes ? [] : [.auc]))
  }

  /// Below 11 of 100 benign images a melanoma is lost at 90 % specificity, for 11 of 20,000 pairs; two
  /// of 200 are the limit of .01.
  @Test(arguments: [(1, true), (2, true), (3, false)])
  func limitOfTheSensitivity(lost: Int, passes: Bool) throws {
    let cost = try cost(
      malignant: 200, benign: 100, fallen: Array(repeating: 11, count: lost))
    expectClose(cost.sensitivityLoss, Double(lost) / 200)
    #expect(PrecisionGate.shortcomings(of: cost) == (passes ? [] : [.sensitivity]))
    // One benign image fewer above it, and the melanoma is still found.
    let near = try self.cost(
      malignant: 200, benign: 100, fallen: Array(repeating: 10, count: lost))
    #expect(near.sensitivityLoss == 0 && PrecisionGate.offers(near))
  }

  @Test func bothLimitsAreNamed() throws {
    let cost = try cost(malignant: 20, benign: 50, fallen: [40, 40, 40])
    #expect(PrecisionGate.shortcomings(of: cost) == [.auc, .sensitivity])
  }

  @Test func aGainPasses() throws {
    let reference = try Samples.drawn(300, positives: 0.3)
    let better = zip(reference.scores, reference.labels).map { $0 + ($1 ? 0.2 : 0) }
    let cost = try PrecisionCost(reference: reference, scores: better, operatingThreshold: 0.5)
    #expect((cost.aucLoss ?? 0) < -0.01 && (cost.sensitivityLoss ?? 0) < -0.01)
    #expect(PrecisionGate.offers(cost))
  }

  /// A shift leaves the ranking alone and changes verdicts: seen, and no reason to refuse.
  @Test func verdictsAreCounted() throws {
    let scores = (0..<40).map { Double($0) / 40 }
    let reference = try ScoredLabels(scores: scores, labels: (0..<40).map { $0.isMultiple(of: 2) })
    let cost = try PrecisionCost(
      reference: reference, scores: scores.map { $0 - 0.1 }, operatingThreshold: 0.5)
    // Scores .5 to .575 of images 20 to 23 fall below .5; 20 and 22 are malignant.
    #expect(cost.changedVerdicts == 4 && cost.newlyMissed == 2)
    #expect(cost.aucLoss == 0 && PrecisionGate.offers(cost))
    let raised = try PrecisionCost(
      reference: reference, scores: scores.map { $0 + 0.1 }, operatingThreshold: 0.5)
    #expect(raised.changedVerdicts == 4 && raised.newlyMissed == 0)
  }

  @Test(arguments: [(9, 40, false), (10, 40, true), (40, 9, false), (40, 10, true), (0, 40, false)])
  func fewImagesSayNothing(malignant: Int, benign: Int, isEnough: Bool) throws {
    let cost = try cost(malignant: malignant, benign: benign, fallen: [])
    #expect(PrecisionGate.shortcomings(of: cost) == (isEnough ? [] : [.tooFewImages]))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func scoresThatAreNoNumbersArePassedOverByNothing(_ score: Double) throws {
    let reference = try separated(malignant: 20, benign: 50)
    var scores = reference.scores
    scores[60] = score
    let cost = try PrecisionCost(reference: reference, scores: scores, operatingThreshold: 500)
    #expect(cost.undefinedScores == 1 && cost.measured == nil && cost.aucLoss == nil)
    #expect(cost.largestDifference == 0)
    #expect(PrecisionGate.shortcomings(of: cost) == [.undefinedScores])
    // A benign image; what is not below the threshold is referred.
    #expect(cost.changedVerdicts == (score == -.infinity ? 0 : 1) && cost.newlyMissed == 0)
  }

  @Test func refusesWhatDoesNotBelongTogether() throws {
    let reference = try separated(malignant: 2, benign: 2)
    #expect(throws: EvaluationError.self) {
      try PrecisionCost(reference: reference, scores: [1, 2, 3], operatingThreshold: 0.5)
    }
    let error = #expect(throws: EvaluationError.self) {
      try PrecisionCost(
        reference: reference, scores: reference.scores, operatingThreshold: .nan)
    }
    #expect(error?.code == .thresholdNotFinite)
  }
}
