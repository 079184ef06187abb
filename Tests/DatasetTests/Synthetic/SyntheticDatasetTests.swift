import Dataset
import Foundation
import ImageCodec
import Synchronization
import TestSupport
import Testing

struct SyntheticDatasetTests {
  let folder = TemporaryDirectory()

  private func write(
    count: Int = 24, seed: UInt64 = 5, to name: String = "set",
    isCancelled: @Sendable () -> Bool = { false }
  ) throws {
    try SyntheticDataset.write(
      count: count, directory: folder.file(name), seed: seed, side: 32, isCancelled: isCancelled)
  }

  private func files(in name: String = "set") throws -> [String: [UInt8]] {
    let root = folder.file(name)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
    return try paths.reduce(into: [:]) { files, path in
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isDirectory)
      if !isDirectory.boolValue { files[path] = try folder.read(name + "/" + path) }
    }
  }

  private func refusal(_ body: () throws -> Void) -> DatasetError? {
    #expect(throws: DatasetError.self) { try body() }
  }

  @Test func `it loads like ISIC 2020`() throws {
    let progress = Mutex<[Int]>([])
    try SyntheticDataset.write(
      count: 40, directory: folder.file("new/set"), seed: 1, malignantShare: 0.2, side: 32,
      progress: { done, total in
        progress.withLock { $0.append(done) }
        #expect(total == 40)
      })
    let manifest = try Manifest.load(directory: folder.file("new/set"))
    #expect(manifest.records.count == 40)
    #expect(manifest.problems.isEmpty)
    #expect(manifest.unlabelledImages.isEmpty)
    #expect(manifest.records.filter(\.isMalignant).count == 8)
    #expect(progress.withLock { $0.sorted() } == Array(1...40))
    for record in manifest.records {
      let decoded = try ImageCodec.decode(contentsOfFile: record.path)
      #expect((decoded.image.width, decoded.format) == (32, .jpeg))
      #expect(record.diagnosis == "melanoma" || !record.isMalignant)
      #expect(record.age.map { $0.truncatingRemainder(dividingBy: 5) == 0 } == true)
    }
    let first = try #require(manifest.records.first)
    #expect(first.imageName == "SYN_0000001")
  }

  @Test func `patients have several pictures each`() throws {
    let records = try SyntheticDataset(count: 3000, malignantShare: 0.15, seed: 9).records
    let patients = Dictionary(grouping: records, by: \.patientID)
    #expect(400...1100 ~= patients.count)
    #expect(patients.values.contains { $0.count > 5 })
    for pictures in patients.values {
      #expect(Set(pictures.map(\.sex)).count == 1)
      #expect(Set(pictures.map(\.age)).count == 1)
    }
    #expect(records.filter(\.isMalignant).count == 450)
    #expect(records.contains { $0.site == nil })
    #expect(Set(records.map(\.imageName)).count == 3000)
  }

  @Test func `the share is kept exactly`() throws {
    for (count, share, expected) in [
      (10, 0.0, 0), (10, 1, 10), (10, 0.15, 2), (10, 0.001, 1), (1, 0.5, 1), (1000, 0.0176, 18),
    ] {
      let records = try SyntheticDataset(count: count, malignantShare: share).records
      #expect(records.filter(\.isMalignant).count == expected)
    }
  }

  @Test func `the same numbers write the same bytes`() throws {
    try write(to: "one")
    try write(to: "two")
    try write(seed: 6, to: "three")
    #expect(try files(in: "one") == files(in: "two"))
    #expect(try files(in: "one") != files(in: "three"))
    #expect(try files(in: "one").count == 26)
  }

  @Test func `a stopped run has no labels and is completed by the next`() throws {
    try write(to: "whole")
    let asked = Atomic(0)
    let error = refusal {
      try write { asked.add(1, ordering: .relaxed).newValue > 10 }
    }
    #expect(error?.code == .cancelled)
    let part = try files()
    #expect(part["train.csv"] == nil)
    #expect(part.count < 24)
    #expect(part.count > 5)
    try write()
    #expect(try files() == files(in: "whole"))
  }

  @Test func `an earlier set with other numbers is replaced`() throws {
    try write(count: 30, seed: 1)
    try write(count: 6, seed: 2)
    try write(count: 6, seed: 2, to: "fresh")
    #expect(try files() == files(in: "fresh"))
  }

  @Test func `a folder with other files is left alone`() throws {
    try folder.makeDirectory("set")
    try folder.write("mine", to: "set/train.csv")
    let error = refusal { try write() }
    #expect(error?.code == .directoryInUse)
    #expect(error?.path == folder.file("set"))
    #expect(try files().count == 1)
    // A notice that says something else is somebody else's file.
    try folder.write("anything", to: "set/SYNTHETIC.txt")
    #expect(refusal { try write() }?.code == .directoryInUse)
  }

  @Test func `a file in the way is named`() throws {
    try folder.write("x", to: "set")
    let error = refusal { try write() }
    #expect(error?.code == .notWritable)
    #expect(error?.message.contains(folder.file("set")) == true)
  }

  @Test func `impossible numbers are refused`() {
    for (count, share, side) in [
      (0, 0.1, 64), (-4, 0.1, 64), (10_000_000, 0.1, 64), (5, -0.1, 64), (5, 1.01, 64),
      (5, .nan, 64), (5, 0.1, 15), (5, 0.1, 4097),
    ] {
      let error = refusal {
        try SyntheticDataset.write(
          count: count, directory: folder.file("none"), malignantShare: share, side: side)
      }
      #expect(error?.code == .badRequest)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
  }
}
