import Dataset
import Files
import Foundation
import ImageCodec
import LesionImage
import Parallelism
import Synchronization
import TestSupport
import Testing

@Suite struct ImageStoreTests {
  private static let slot = 3 * 20 * 20

  /// Loads at 20x20 with room for `slots` images in memory.
  private func load(
    _ fixture: ImageFixture, slots: Int = 100, workers: Int = 2, mode: ResizeMode = .squash
  ) throws -> ImageStore {
    try ImageStore.load(
      fixture.records, width: 20, height: 20, mode: mode, memoryBudget: slots * Self.slot,
      workers: workers, temporaryDirectory: fixture.directory.path)
  }

  @Test(arguments: [0, 3, 7, 100], [ResizeMode.squash, .centerCrop])
  func givesTheSamePixelsFromMemoryAndFromTheFile(slots: Int, mode: ResizeMode) throws {
    let fixture = try ImageFixture(count: 7)
    let names = fixture.directory.names
    let store = try load(fixture, slots: slots, mode: mode)
    #expect(store.count == 7)
    #expect(store.failures.isEmpty)
    #expect(store.memoryByteCount == min(slots, 7) * Self.slot)
    #expect(store.memoryByteCount + store.spilledByteCount == 7 * Self.slot)
    for index in 0..<7 {
      let expected = ImageFixture.image(index).resized(width: 20, height: 20, mode: mode)
      #expect(try store.image(at: index) == expected)
    }
    #expect(store.sourceSizes == Array(repeating: SIMD2(40, 30), count: 7))
    // The temporary file never shows.
    #expect(fixture.directory.names == names)
  }

  @Test func manyThreadsReadAtOnce() throws {
    let fixture = try ImageFixture(count: 20)
    let store = try load(fixture, slots: 5)
    let expected = (0..<20).map { ImageFixture.image($0).resized(width: 20, height: 20) }
    let wrong = Mutex(0)
    try Parallel.forEach(count: 2_000, workers: 8) { (index) throws(DatasetError) in
      let image = try store.image(at: index * 7 % 20)
      if image != expected[index * 7 % 20] { wrong.withLock { $0 += 1 } }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  @Test(arguments: [1, 2, 9])
  func listsBrokenImagesAndKeepsTheOthers(workers: Int) throws {
    var fixture = try ImageFixture(count: 4)
    try fixture.directory.write("text", to: "text.jpg")
    let whole = try fixture.directory.read("image1.png")
    try fixture.directory.write(Array(whole.dropLast(whole.count / 2)), to: "half.png")
    try fixture.directory.write([UInt8](), to: "empty.png")
    try fixture.directory.makeDirectory("folder.png")
    for name in ["text.jpg", "half.png", "missing.png", "empty.png", "folder.png"] {
      fixture.add(name)
    }
    let store = try load(fixture, slots: 2, workers: workers)
    #expect(store.count == 9)
    #expect(store.failures.map(\.index) == [4, 5, 6, 7, 8])
    #expect(store.failures.map(\.path) == fixture.records[4...].map(\.path))
    #expect(store.failures.allSatisfy { !$0.message.isEmpty && !$0.message.contains($0.path) })
    #expect(try store.image(at: 3) == ImageFixture.image(3).resized(width: 20, height: 20))
    #expect(store.sourceSizes[4] == nil)
    for index in 4..<9 {
      let error = #expect(throws: DatasetError.self) { try store.image(at: index) }
      #expect(error?.code == .brokenImage)
      #expect(error?.message.contains(fixture.records[index].path) == true)
    }
    // A broken file still has bytes, by which duplicates and leaks are found.
    #expect(store.contentHashes.map { $0 != nil } == [1, 1, 1, 1, 1, 1, 0, 1, 0].map { $0 == 1 })
    #expect(store.contentHashes[1] == ContentHash(of: whole))
  }

  @Test func reportsProgressInOrderUpToTheEnd() throws {
    let fixture = try ImageFixture(count: 30)
    let calls = Mutex<[[Int]]>([])
    _ = try ImageStore.load(
      fixture.records, width: 20, height: 20, workers: 4,
      progress: { done, total in calls.withLock { $0.append([done, total]) } })
    let seen = calls.withLock { $0 }
    #expect(seen.map { $0[0] } == seen.map { $0[0] }.sorted())
    #expect(seen.last == [30, 30])
    #expect(seen.allSatisfy { $0[1] == 30 })
  }

  @Test func stopsWhenAsked() throws {
    let fixture = try ImageFixture(count: 30)
    let asked = Mutex(0)
    let error = #expect(throws: DatasetError.self) {
      try ImageStore.load(
        fixture.records, width: 20, height: 20, workers: 2,
        isCancelled: {
          asked.withLock {
            $0 += 1
            return $0 > 5
          }
        })
    }
    #expect(error?.code == .cancelled)
    #expect(asked.withLock { $0 } <= 8)
  }

  @Test func saysWhereTheTemporaryFileCannotBe() throws {
    let fixture = try ImageFixture(count: 2)
    let missing = fixture.directory.file("missing")
    let error = #expect(throws: DatasetError.self) {
      try ImageStore.load(
        fixture.records, width: 20, height: 20, memoryBudget: 0, temporaryDirectory: missing)
    }
    #expect(error?.code == .spillFailed)
    #expect(error?.message.contains(missing) == true)
    #expect(error?.message.contains("TMPDIR") == true)
    #expect((error?.cause as? FileError)?.code == .notFound)
  }

  @Test func noRecordsNoImages() throws {
    let store = try ImageStore.load([], width: 20, height: 20, memoryBudget: 0)
    #expect(store.count == 0)
    #expect(store.contentHashes.isEmpty)
  }

  @Test(
    .enabled(if: SharedData.path("data/isic2020/train.csv") != nil, "needs the ISIC 2020 images"))
  func loadsRealImagesOnAllCores() throws {
    let path = try #require(SharedData.path("data/isic2020"))
    let records = Array(try Manifest.load(directory: path).records.prefix(400))
    let store = try ImageStore.load(
      records, width: 224, height: 224, memoryBudget: 300 * 224 * 224 * 3)
    #expect(store.failures.isEmpty)
    #expect(store.spilledByteCount == 100 * 224 * 224 * 3)
    for index in [0, 299, 300, 399] {
      let decoded = try ImageCodec.decode(contentsOfFile: records[index].path, minimumSide: 224)
      #expect(try store.image(at: index) == decoded.image.resized(width: 224, height: 224))
    }
    // Not more than a hint here: other tests run at the same time.
    #expect(store.statistics.busyShare > 0)
    #expect(store.statistics.busyShare <= 1.05)
  }
}
