/// Names what a file is that is neither JPEG nor PNG, so that a refusal can say so.
enum ForeignFormat {
  /// A name to finish the sentence "this is ...".
  static func name(of bytes: [UInt8]) -> String {
    let start = bytes.prefix(1024)
    func begins(_ signature: String, at offset: Int = 0) -> Bool {
      start.dropFirst(offset).starts(with: signature.utf8)
    }
    func begins(_ signature: [UInt8]) -> Bool { start.starts(with: signature) }

    if begins("BM"), looksLikeBMP(start) { return "a BMP picture" }
    if begins("GIF87a") || begins("GIF89a") { return "a GIF picture" }
    if begins("RIFF"), begins("WEBP", at: 8) { return "a WebP picture" }
    if begins("RIFF") { return "a RIFF file (sound or video)" }
    if begins("ftyp", at: 4) { return isoMediaName(start) }
    if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A])
      || begins([0x49, 0x49, 0x2B, 0])
    {
      return "a TIFF or raw camera picture"
    }
    if begins("DICM", at: 128) { return "a DICOM file" }
    if begins([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20]) || begins([0xFF, 0x4F, 0xFF, 0x51]) {
      return "a JPEG 2000 picture"
    }
    if begins([0xFF, 0x0A]) || begins([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20]) {
      return "a JPEG XL picture"
    }
    if begins("8BPS") { return "a Photoshop picture" }
    if begins("%PDF") { return "a PDF document" }
    if begins([0x50, 0x4B, 3, 4]) { return "a zip archive or office document" }
    if begins([0x1F, 0x8B]) { return "a gzip archive" }
    if begins([0, 0, 1, 0]) { return "an icon" }
    return nameWithoutSignature(start)
  }

  private static func nameWithoutSignature(_ start: ArraySlice<UInt8>) -> String {
    if start.allSatisfy({ $0 == 0 }) { return "a file of zeros" }
    guard isText(start) else { return "not a picture format that is known here" }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    if text.contains("<svg") { return "an SVG drawing" }
    if text.contains("<html") || text.contains("<!doctype") { return "a web page" }
    return "text"
  }

  private static func looksLikeBMP(_ start: ArraySlice<UInt8>) -> Bool {
    // Two letters alone would also match text: the header's reserved words are zero, too.
    let header = Array(start)
    return header.count >= 18 && header[6..<10].allSatisfy { $0 == 0 }
  }

  private static func isoMediaName(_ start: ArraySlice<UInt8>) -> String {
    let brands = String(decoding: start.dropFirst(8).prefix(32), as: UTF8.self)
    if brands.contains("avif") || brands.contains("avis") { return "an AVIF picture" }
    let heif = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
    return heif.contains { brands.contains($0) } ? "a HEIC picture" : "a video"
  }

  private static func isText(_ start: ArraySlice<UInt8>) -> Bool {
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return true }
    guard start.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) else {
      return false
    }
    // The last character may be cut in two where the start of the file ends.
    let damaged = String(decoding: start, as: UTF8.self).dropLast(3).contains("\u{FFFD}")
    return !damaged && start.contains { $0 < 0x80 }
  }
}
