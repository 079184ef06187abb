import LesionImage

/// Finds the one EXIF field that changes what a picture shows.
///
/// Source: EXIF 2.32 (CIPA DC-008), tag 0x0112 in the first image directory, which has the layout of
/// TIFF 6.0, section 2.
enum ExifOrientation {
  private static let tag = 0x0112
  private static let typeShort = 3
  private static let typeLong = 4
  /// A directory of a real camera has some dozens of entries.
  private static let maximumEntries = 512

  /// The orientation that a TIFF block notes; nil where it notes none or is malformed.
  ///
  /// Wrong metadata never makes a picture unreadable: viewers ignore it, and so does this.
  static func read(tiff: ArraySlice<UInt8>) -> Orientation? {
    var reader = ByteReader(tiff)
    switch (reader.byte(at: 0), reader.byte(at: 1)) {
    case (0x49, 0x49): reader.isLittleEndian = true
    case (0x4D, 0x4D): reader.isLittleEndian = false
    default: return nil
    }
    guard reader.integer16(at: 2) == 42, let directory = reader.integer32(at: 4), directory >= 8,
      let entryCount = reader.integer16(at: directory)
    else { return nil }

    for entry in 0..<min(entryCount, maximumEntries) {
      let start = directory + 2 + 12 * entry
      guard let entryTag = reader.integer16(at: start), let type = reader.integer16(at: start + 2),
        let count = reader.integer32(at: start + 4)
      else { return nil }
      guard entryTag == tag else { continue }
      guard count == 1 else { return nil }
      // Some writers store the value as a LONG; both kinds lie in the entry itself.
      let value: Int? =
        switch type {
        case typeShort: reader.integer16(at: start + 8)
        case typeLong: reader.integer32(at: start + 8)
        default: nil
        }
      return value.flatMap { UInt8(exactly: $0) }.flatMap { Orientation(rawValue: $0) }
    }
    return nil
  }
}
