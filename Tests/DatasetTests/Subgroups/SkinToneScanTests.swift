import Dataset
import LesionImage
import TestSupport
import Testing

@Suite struct SkinToneScanTests {
  /// Lesions drawn on skins of all kinds: nearly all show skin, and not one band only.
  @Test func readsSyntheticSkins() throws {
    let directory = TemporaryDirectory()
    try SyntheticDataset.write(count: 40, directory: directory.path, seed: 5, side: 128)
    let records = try Manifest.load(directory: directory.path).records
    let tones = SkinToneScan.run(records, workers: 2)
    #expect(tones.count == 40)
    let known = tones.compactMap(\.self)
    #expect(known.count >= 36)
    #expect(Set(known.map(\.band)).count >= 3)
    #expect(tones == SkinToneScan.run(records, workers: 1))
  }

  @Test func brokenFilesAreUnknown() throws {
    let directory = TemporaryDirectory()
    try directory.write("no picture", to: "a.jpg")
    let records = [
      LesionRecord(imageName: "a", path: directory.file("a.jpg"), isMalignant: false),
      LesionRecord(imageName: "b", path: directory.file("b.jpg"), isMalignant: false),
    ]
    #expect(SkinToneScan.run(records) == [nil, nil])
  }

  /// Real pictures, where they are at hand: most of them show skin.
  @Test(.enabled(if: SharedData.path("data/isic2020") != nil, "no real images here"))
  func readsRealSkins() throws {
    let folder = try #require(SharedData.path("data/isic2020"))
    let records = try Manifest.load(directory: folder).records.enumerated()
      .filter { $0.offset % 40 == 0 }.map(\.element)
    let known = SkinToneScan.run(records).compactMap(\.self)
    #expect(known.count * 10 >= records.count * 9)
  }
}
