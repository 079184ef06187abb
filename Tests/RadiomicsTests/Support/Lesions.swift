import Dataset
import TestSupport

/// Synthetic lesions on the disk, and a split of them, for runs of the whole baseline.
struct Lesions {
  let folder = TemporaryDirectory()
  let records: [LesionRecord]

  init(count: Int = 60) throws {
    try SyntheticDataset.write(
      count: count, directory: folder.file("data"), seed: 5, malignantShare: 0.4, side: 96)
    records = try Manifest.load(directory: folder.file("data")).records
  }

  /// Every third image is for the test.
  var test: [LesionRecord] { records.enumerated().filter { $0.offset % 3 == 0 }.map(\.element) }
  var development: [LesionRecord] {
    records.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
  }
}
