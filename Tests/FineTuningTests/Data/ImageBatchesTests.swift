import Dataset
import FineTuning
import Foundation
import ImageCodec
import LesionImage
import NeuralNetwork
import TestSupport
import Testing
import Training

@Suite("Image batches", .timeLimit(.minutes(2)))
struct ImageBatchesTests {
  private static let side = 40
  private static let target = 32
  private let folder = TemporaryDirectory()
  private let store: ImageStore

  init() throws {
    var records: [LesionRecord] = []
    for index in 0..<5 {
      let image = RGBImage.noise(width: Self.side, height: Self.side, seed: UInt32(index + 1))
      try folder.write(try ImageCodec.encodePNG(image), to: "\(index).png")
      records.append(
        LesionRecord(
          imageName: "\(index)", path: folder.file("\(index).png"), isMalignant: index % 2 == 0))
    }
    try folder.write("no image", to: "broken.png")
    records.append(
      LesionRecord(imageName: "broken", path: folder.file("broken.png"), isMalignant: false))
    store = try ImageStore.load(records, width: Self.side, height: Self.side, workers: 1)
  }

  private func batches(workers: Int, batchSize: Int = 4) -> ImageBatches {
    ImageBatches(
      store: store, width: Self.target, height: Self.target, normalization: .imageNet,
      batchSize: batchSize, workers: workers)
  }

  private static let order = (0..<23).map { $0 * 7 % 5 }

  private func stream(seed: UInt64 = 1, epoch: Int = 1) -> StrongAugmentedStream {
    StrongAugmentedStream(policy: .everything, seed: seed, epoch: epoch)
  }

  private func pixels(
    workers: Int, from start: Int = 0, batchSize: Int = 4,
    augmentation: StrongAugmentedStream?
  ) throws -> [Float] {
    var all: [Float] = []
    var next = start
    try batches(workers: workers, batchSize: batchSize).run(
      Self.order, from: start, augmentation: augmentation
    ) { (batch) throws(TrainingError) in
      #expect(batch.positions.lowerBound == next)
      #expect(Array(batch.images) == Array(Self.order[batch.positions]))
      #expect(batch.pixels.count == batch.images.count * Self.target * Self.target * 3)
      next = batch.positions.upperBound
      all += batch.pixels
      return true
    }
    #expect(next == Self.order.count)
    return all
  }

  @Test(arguments: 1...4) func threadsDoNotShow(workers: Int) throws {
    let alone = try pixels(workers: 1, augmentation: stream())
    #expect(try pixels(workers: workers, augmentation: stream()) == alone)
    #expect(try pixels(workers: workers, batchSize: 5, augmentation: stream()) == alone)
  }

  @Test func anInterruptedEpochGoesOnWithTheSamePictures() throws {
    let whole = try pixels(workers: 2, augmentation: stream())
    let rest = try pixels(workers: 2, from: 8, augmentation: stream())
    #expect(rest == Array(whole[(8 * Self.target * Self.target * 3)...]))
  }

  @Test func seedsEpochsAndPositionsGiveOtherPictures() throws {
    let first = try pixels(workers: 2, augmentation: stream())
    #expect(try pixels(workers: 2, augmentation: stream(epoch: 2)) != first)
    #expect(try pixels(workers: 2, augmentation: stream(seed: 2)) != first)
    // Positions 0 and 5 show the same image.
    let length = Self.target * Self.target * 3
    #expect(Array(first[..<length]) != Array(first[5 * length..<6 * length]))
  }

  /// A process that has every second picture of an epoch sees what one process would see there.
  @Test func sharesOfAnEpochAreThoseOfTheWhole() throws {
    let whole = try pixels(workers: 1, augmentation: stream())
    let length = Self.target * Self.target * 3
    let mine = stride(from: 1, to: Self.order.count, by: 2).map { $0 }
    var row = 0
    try batches(workers: 2).run(
      mine.map { Self.order[$0] }, augmentation: stream(), positionOfRow: { mine[$0] },
      consume: { (batch) throws(TrainingError) in
        for picture in 0..<batch.images.count {
          let place = mine[row] * length
          #expect(
            batch.pixels[picture * length..<(picture + 1) * length]
              .elementsEqual(whole[place..<place + length]))
          row += 1
        }
        return true
      })
    #expect(row == mine.count)
  }

  @Test func plainPicturesAreThoseOfTheEngine() throws {
    let plain = try pixels(workers: 2, augmentation: nil)
    let image = try store.image(at: Self.order[1])
    let length = Self.target * Self.target * 3
    var expected = [Float](repeating: 0, count: length)
    let normalization = PixelNormalization.imageNet
    image.resized(width: Self.target, height: Self.target).normalize(
      into: &expected, scale: normalization.scale, offset: normalization.offset,
      reversesChannels: normalization.reversesChannels)
    #expect(Array(plain[length..<2 * length]) == expected)
  }

  @Test func brokenImagesErrorsAndCancellationEndTheRun() throws {
    #expect(throws: TrainingError.self) {
      try batches(workers: 2).run([0, 1, 5, 2], augmentation: stream()) { _ in true }
    }
    #expect(throws: TrainingError.self) {
      try batches(workers: 2).run(Self.order) { (_) throws(TrainingError) in
        throw TrainingError(.diverged, "no")
      }
    }
    var seen = 0
    do {
      try batches(workers: 2).run(
        Self.order, isCancelled: { seen == 2 },
        consume: { _ in
          seen += 1
          return true
        })
      Issue.record("not cancelled")
    } catch {
      #expect(error.code == .cancelled)
    }
    #expect(seen == 2)
    try batches(workers: 3).run(Self.order) { _ in
      seen += 1
      return false
    }
    #expect(seen == 3)
  }
}
