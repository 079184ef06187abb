import Dataset
import Files
import Foundation

/// What a look at every image file found; the disk keeps it for the next run.
struct ImageLook: Codable, Sendable {
  /// One a record; nil where the file could not be read.
  var hashes: [UInt64?]
  /// Pixels of the picture as it is; nil where it is broken.
  var widths: [Int?]
  var heights: [Int?]
  var failures: [ImageFailure]

  init(_ scan: ImageScan) {
    hashes = scan.contentHashes.map { $0?.value }
    widths = scan.sizes.map { $0?.x }
    heights = scan.sizes.map { $0?.y }
    failures = scan.failures
  }

  /// Whether it can be one of so many records.
  func fits(_ count: Int) -> Bool {
    [hashes.count, widths.count, heights.count] == [count, count, count]
      && failures.allSatisfy { (0..<count).contains($0.index) }
  }

  /// Takes over what another look at some of the images found, such as a second one at those that
  /// failed: what made a file unreadable may be gone without a trace at the file.
  mutating func update(_ places: [Int], from scan: ImageScan) {
    let again = ImageLook(scan)
    for (position, place) in places.enumerated() {
      hashes[place] = again.hashes[position]
      widths[place] = again.widths[position]
      heights[place] = again.heights[position]
    }
    let looked = Set(places)
    failures.removeAll { looked.contains($0.index) }
    failures += again.failures.map {
      ImageFailure(index: places[$0.index], path: $0.path, message: $0.message)
    }
    failures.sort { $0.index < $1.index }
  }

  /// Of the labels, and the sizes and dates of the files: what can be seen without reading them.
  static func fingerprintOfFiles(_ records: [LesionRecord]) -> String {
    var fingerprint = Fingerprint()
    for record in records {
      fingerprint.combine(record.imageName)
      fingerprint.combine(record.path)
      fingerprint.combine(record.isMalignant ? 1 : 0)
      var information = stat()
      guard stat(record.path, &information) == 0 else { continue }
      fingerprint.combine(UInt64(bitPattern: Int64(information.st_size)))
      #if canImport(Darwin)
        let dates = [information.st_mtimespec, information.st_ctimespec]
      #else
        let dates = [information.st_mtim, information.st_ctim]
      #endif
      for date in dates {
        fingerprint.combine(UInt64(bitPattern: Int64(date.tv_sec)))
        fingerprint.combine(UInt64(bitPattern: Int64(date.tv_nsec)))
      }
    }
    return fingerprint.hexadecimal
  }
}
