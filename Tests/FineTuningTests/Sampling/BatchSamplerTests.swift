import FineTuning
import Testing
import Training

@Suite("Drawing of batches")
struct BatchSamplerTests {
  /// 60 images: two sources of one data set, the second without melanomas, and another data set.
  private let labels = (0..<60).map { $0 < 10 || (40..<48).contains($0) }
  private let sources = (0..<60).map { $0 < 25 ? 0 : $0 < 40 ? 1 : 2 }
  private let diagnoses: [Int?] = (0..<60).map { $0 >= 48 ? ($0 < 57 ? 1 : 2) : nil }

  private func sampler(
    _ balance: DrawBalance, imagesPerEpoch: Int? = nil, batchSize: Int = 12, seed: UInt64 = 3
  ) -> BatchSampler {
    BatchSampler(
      images: Array(0..<60), labels: labels, sources: sources, dataOfSource: [0, 0, 1],
      diagnoses: diagnoses, balance: balance, imagesPerEpoch: imagesPerEpoch,
      batchSize: batchSize, seed: seed)
  }

  @Test func eachImageIsDrawnOnceWhereNothingIsBalanced() {
    let order = sampler(DrawBalance()).order(epoch: 1)
    #expect(order.sorted() == Array(0..<60))
    #expect(order != Array(0..<60))
  }

  @Test func everyBatchHasItsShareOfTheClasses() {
    let sampler = sampler(DrawBalance(malignantShare: 0.5), imagesPerEpoch: 120)
    let order = sampler.order(epoch: 2)
    #expect(sampler.batches == 10 && order.count == 120)
    for batch in 0..<10 {
      let malignant = order[batch * 12..<(batch + 1) * 12].count { labels[$0] }
      #expect((5...7).contains(malignant), "batch \(batch): \(malignant)")
    }
    #expect(order.count { labels[$0] } == 60)
  }

  @Test func dataSetsAndTheirSourcesGetEqualShares() {
    let balance = DrawBalance(malignantShare: 0.5, dataPower: 0, sourcePower: 0)
    let order = sampler(balance, imagesPerEpoch: 240).order(epoch: 1)
    func count(_ source: Int, _ isMalignant: Bool) -> Int {
      order.count { sources[$0] == source && labels[$0] == isMalignant }
    }
    // Melanomas are in one source of either set; benign images in two sources of the first.
    #expect([count(0, true), count(1, true), count(2, true)] == [60, 0, 60])
    #expect([count(0, false), count(1, false), count(2, false)] == [30, 30, 60])
  }

  @Test func aHiddenSourceTellsNothingAboutTheClass() {
    let balance = DrawBalance(malignantShare: 0.5, hidesSource: true)
    let order = sampler(balance, imagesPerEpoch: 1200).order(epoch: 1)
    let ofThird = order.filter { sources[$0] == 2 }
    let ofFirst = order.filter { sources[$0] == 0 }
    // 40 images of the one data set, 20 of the other; the first one's second source has no melanoma,
    // so that all of its data set's are of the first.
    #expect(ofThird.count { labels[$0] } == 600 * 20 / 60)
    #expect(ofThird.count { !labels[$0] } == 600 * 20 / 60)
    #expect(ofFirst.count { !labels[$0] } == 600 * 25 / 60)
  }

  @Test func rareDiagnosesAreDrawnOftener() {
    let balance = DrawBalance(
      malignantShare: 0.5, dataPower: 0, sourcePower: 0, diagnosisPower: 0.5)
    let order = sampler(balance, imagesPerEpoch: 480).order(epoch: 1)
    let common = order.count { diagnoses[$0] == 1 }
    let rare = order.count { diagnoses[$0] == 2 }
    // 9 and 3 images: their roots stand 3 to 1.73.
    #expect(common + rare == 120)
    #expect(abs(Double(common) / Double(rare) - 1.732) < 0.06)
  }

  @Test func noImageComesBackBeforeItsPoolIsUsedUp() {
    let sampler = sampler(DrawBalance(malignantShare: 0.5), imagesPerEpoch: 24)
    // 18 melanomas, 12 an epoch: the second epoch begins with the six that the first left.
    let drawn = (1...3).flatMap { epoch in
      sampler.order(epoch: epoch).filter { labels[$0] && sources[$0] == 2 }
    }
    var counts: [Int: Int] = [:]
    for image in drawn { counts[image, default: 0] += 1 }
    #expect(counts.count == 8)
    #expect((counts.values.max() ?? 0) - (counts.values.min() ?? 0) <= 1)
  }

  /// Its share of 20 images would be less than half an image an epoch, in every epoch.
  @Test func aRareKindIsDrawnAllTheSame() {
    let sampler = BatchSampler(
      images: Array(0..<2001), labels: (0..<2001).map { $0 == 2000 },
      sources: Array(repeating: 0, count: 2001), dataOfSource: [0],
      diagnoses: Array(repeating: nil, count: 2001), balance: DrawBalance(), imagesPerEpoch: 20,
      batchSize: 10, seed: 1)
    let order = sampler.order(epoch: 3)
    #expect(order.count == 20 && order.count { $0 == 2000 } == 1)
  }

  @Test func seedAndEpochDecideTheOrder() {
    let balance = DrawBalance(malignantShare: 0.4, dataPower: 0, sourcePower: 0.5)
    let order = sampler(balance).order(epoch: 5)
    #expect(sampler(balance).order(epoch: 5) == order)
    #expect(sampler(balance).order(epoch: 6) != order)
    #expect(sampler(balance, seed: 4).order(epoch: 5) != order)
  }
}
