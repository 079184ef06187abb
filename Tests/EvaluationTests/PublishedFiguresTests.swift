import Evaluation
import Testing

/// Statistics that work on what papers print.
@Suite struct PublishedFiguresTests {
  /// By hand: Q1 = .80668, Q2 = .84253, so the variance is (.09555 + 50 * .00923 + 57 * .04508) /
  /// (51 * 58) and its root .0325, as the paper's example of 51 abnormal and 58 normal images.
  @Test func intervalOfAPrintedArea() throws {
    let interval = try #require(
      ConfidenceInterval.hanleyMcNeil(area: 0.893, positives: 51, negatives: 58))
    #expect(abs((interval.upper - interval.lower) / 2 / 1.959964 - 0.03251) < 0.00002)
    #expect(abs(interval.lower + interval.upper - 2 * 0.893) < 1e-12)
  }

  @Test func staysWithinTheShare() {
    #expect(ConfidenceInterval.hanleyMcNeil(area: 1, positives: 3, negatives: 3)?.upper == 1)
    #expect(ConfidenceInterval.hanleyMcNeil(area: 0.02, positives: 3, negatives: 3)?.lower == 0)
    for area in [-0.1, 1.1, .nan] {
      #expect(ConfidenceInterval.hanleyMcNeil(area: area, positives: 3, negatives: 3) == nil)
    }
    #expect(ConfidenceInterval.hanleyMcNeil(area: 0.5, positives: 0, negatives: 3) == nil)
    #expect(ConfidenceInterval.hanleyMcNeil(area: 0.5, positives: 3, negatives: -1) == nil)
  }

  /// R: p.adjust(c(.01, .04, .03, .005), "holm") and p.adjust(c(.5, .6), "holm").
  @Test func holmAsInR() {
    let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(value - expected) < 1e-12)
    }
    #expect(HolmCorrection.adjusted([0.5, 0.6]) == [1, 1])
    #expect(HolmCorrection.adjusted([]) == [])
    #expect(HolmCorrection.adjusted([0.02]) == [0.02])
  }
}
