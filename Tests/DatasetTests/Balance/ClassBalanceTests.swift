import Dataset
import Foundation
import LesionImage
import Testing

@Suite struct ClassBalanceTests {
  /// Positions 0..<malignant are malignant; every second position beyond all is left out.
  private func draw(
    _ balance: ClassBalance, malignant: Int, benign: Int, seed: UInt64 = 1
  ) -> [Int] {
    let labels = (0..<(malignant + benign)).map { $0 < malignant }
    var generator = SeededGenerator(seed: seed)
    return balance.draw(indices: Array(labels.indices), labels: labels, using: &generator)
  }

  private func counts(_ drawn: [Int], of range: Range<Int>) -> [Int] {
    var counts = [Int](repeating: 0, count: range.count)
    for index in drawn where range.contains(index) { counts[index - range.lowerBound] += 1 }
    return counts
  }

  @Test(arguments: [(467, 2_516), (3, 100), (1, 7), (351, 19_525), (10, 20), (7, 5)])
  func paperMakesAThirdMalignantAndRepeatsEvenly(malignant: Int, benign: Int) throws {
    for seed in 0..<20 as Range<UInt64> {
      let drawn = draw(.paper, malignant: malignant, benign: benign, seed: seed)
      let positives = counts(drawn, of: 0..<malignant)
      #expect(positives.reduce(0, +) == max(malignant, benign / 2))
      #expect(try #require(positives.max()) - #require(positives.min()) <= 1)
      #expect(counts(drawn, of: malignant..<(malignant + benign)).allSatisfy { $0 == 1 })
      #expect(
        drawn.count == ClassBalance.paper.epochCount(malignant: malignant, benign: benign))
    }
  }

  @Test func undersamplingDrawsOtherBenignImagesInEachEpoch() {
    var generator = SeededGenerator(seed: 3)
    let labels = (0..<100).map { $0 < 10 }
    let epochs = (0..<200).map { _ in
      ClassBalance.undersample.draw(indices: Array(0..<100), labels: labels, using: &generator)
    }
    for epoch in epochs {
      #expect(epoch.count == 20)
      #expect(Set(epoch).count == 20)
      #expect(Set(0..<10).isSubset(of: epoch))
    }
    #expect(Set(epochs.joined()).count == 100)
  }

  @Test func noneShufflesEveryImageOnce() {
    let drawn = draw(.none, malignant: 5, benign: 40)
    #expect(drawn.sorted() == Array(0..<45))
    #expect(drawn != Array(0..<45))
  }

  @Test(arguments: [ClassBalance.paper, .undersample, .none])
  func sameSeedSameOrderAndOnlyTheGivenImages(balance: ClassBalance) {
    let labels = (0..<60).map { $0 % 7 == 0 }
    let indices = Array(stride(from: 0, to: 60, by: 3))
    var first = SeededGenerator(seed: 8)
    var second = SeededGenerator(seed: 8)
    let drawn = balance.draw(indices: indices, labels: labels, using: &first)
    #expect(drawn == balance.draw(indices: indices, labels: labels, using: &second))
    #expect(Set(drawn).isSubset(of: indices))
    #expect(drawn != balance.draw(indices: indices, labels: labels, using: &first))
  }

  @Test(arguments: [ClassBalance.paper, .undersample, .none], [(0, 10), (10, 0), (0, 0)])
  func copesWithAClassThatIsMissing(balance: ClassBalance, classes: (Int, Int)) {
    let drawn = draw(balance, malignant: classes.0, benign: classes.1)
    #expect(drawn.count == balance.epochCount(malignant: classes.0, benign: classes.1))
  }

  @Test(arguments: [0, -1, .nan, .infinity, 1e300])
  func anAbsurdRatioRepeatsNothing(ratio: Double) {
    #expect(draw(.oversample(ratio: ratio), malignant: 3, benign: 30).count == 33)
  }

  @Test(arguments: [ClassBalance.paper, .undersample, .none])
  func survivesJSON(balance: ClassBalance) throws {
    let data = try JSONEncoder().encode(balance)
    #expect(try JSONDecoder().decode(ClassBalance.self, from: data) == balance)
  }
}
