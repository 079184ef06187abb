import NeuralNetwork
import Screening
import Testing
import Training

/// What is learnt of lesions, beside scikit-learn.
@Suite("Fit of the novelty detector")
struct NoveltyFitTests {
  private struct Case: Decodable {
    let rows: [[Float]]
    let others: [[Float]]
    let shrinkage: Double
    let mean: [Double]
    let distances: [Double]
  }

  private func detector(_ fit: NoveltyFit, of count: Int, stored: Bool) -> NoveltyDetector {
    NoveltyDetector(
      count: count, numbers: stored ? FittedNovelty.stored(fit.numbers, count: count) : fit.numbers,
      limit: 1)
  }

  private func distances(_ rows: [[Float]], _ detector: NoveltyDetector) -> [Double] {
    rows.map { row in Double(row.withUnsafeBufferPointer { detector.distance(of: $0) }) }
  }

  @Test func agreesWithScikitLearn() throws {
    for golden in try Golden.json("novelty", as: [Case].self) {
      let fit = try #require(NoveltyFit(golden.rows))
      #expect(abs(fit.shrinkage - golden.shrinkage) <= 1e-9)
      for (found, expected) in zip(fit.numbers, golden.mean) {
        #expect(abs(Double(found) - expected) <= 1e-6 * max(abs(expected), 1))
      }
      for (found, expected) in zip(
        distances(golden.others, detector(fit, of: golden.mean.count, stored: false)),
        golden.distances)
      {
        #expect(abs(found - expected) <= 1e-4 * expected)
      }
      // In 16 bits, as files have it.
      for (found, expected) in zip(
        distances(golden.others, detector(fit, of: golden.mean.count, stored: true)),
        golden.distances)
      {
        #expect(abs(found - expected) <= 2e-3 * expected)
      }
    }
  }

  /// Whatever is fitted lies at a root mean square of 1 at most: less where the covariance was shrunk.
  @Test func whatIsFittedLiesAtAboutOne() throws {
    let golden = try #require(try Golden.json("novelty", as: [Case].self).last)
    let fit = try #require(NoveltyFit(golden.rows))
    let all = distances(golden.rows, detector(fit, of: golden.mean.count, stored: false))
    let mean = (all.reduce(0) { $0 + $1 * $1 } / Double(all.count)).squareRoot()
    #expect(mean > 0.8 && mean < 1.01)
  }

  @Test func rowsThatSayNothingAreRefused() {
    #expect(NoveltyFit([]) == nil)
    #expect(NoveltyFit([[1, 2]]) == nil)
    #expect(NoveltyFit([[], []]) == nil)
    #expect(NoveltyFit([[1, 2], [1, 2], [1, 2]]) == nil)
    #expect(NoveltyFit([[1, 2], [1, .nan]]) == nil)
    #expect(NoveltyFit([[1, 2], [1, .infinity]]) == nil)
    #expect(NoveltyFit([[1, 2], [1]]) == nil)
    #expect(NoveltyFit([[3e38, 2], [-3e38, 2]]) != nil)
  }

  /// Numbers that 16 bits cannot hold, or only with a few digits, stay as they are.
  @Test func numbersThatDoNotFitStayIn32Bits() throws {
    // Two means, then a triangle of two rows.
    let plain: [Float] = [3, 4, 1.0001, -2.0003, 0.5]
    #expect(FittedNovelty.stored(plain, count: 2) != plain)
    #expect(FittedNovelty.stored(plain, count: 2)[4] == 0.5)
    for odd: [Float] in [
      [3, 4, 1.0001, 1e6, 0.5], [3, 1e6, 1.0001, 0, 0.5], [3, 4, 1e-5, 0, 1.0001],
      [3, 4, 1.0001, 0, 1e-7],
    ] {
      #expect(FittedNovelty.stored(odd, count: 2) == odd)
    }
  }
}
