import Dataset
import ImageCodec
import LesionImage
import TestSupport

/// Pictures that are sent to servers.
enum Pictures {
  /// Patterns that differ in size and content, as JPEG and PNG in turn.
  static func files(count: Int) throws -> [(bytes: [UInt8], mediaType: String)] {
    try (0..<count).map { index in
      let side = 160 + 40 * index
      let image =
        index % 3 == 0
        ? RGBImage.gradient(width: side, height: side + 16)
        : RGBImage.noise(width: side, height: side, seed: UInt32(2 * index))
      return index.isMultiple(of: 2)
        ? (try ImageCodec.encodeJPEG(image), "image/jpeg")
        : (try ImageCodec.encodePNG(image), "image/png")
    }
  }

  static func jpeg() throws -> [UInt8] {
    try ImageCodec.encodeJPEG(.gradient(width: 300, height: 200))
  }

  static func png() throws -> [UInt8] {
    try ImageCodec.encodePNG(.gradient(width: 300, height: 200))
  }

  /// A PNG of 8-bit RGB whose header claims a size, over the pixels of a small one.
  static func png(claiming width: UInt32, _ height: UInt32) throws -> [UInt8] {
    let bytes = try png()
    var header = Array("IHDR".utf8) + bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0]
    header += bigEndian(CRC32.checksum(header[...]))
    return Array(bytes.prefix(8)) + bigEndian(13) + header + bytes.dropFirst(33)
  }

  /// A JPEG whose frame header claims a size, over the pixels of a small one.
  static func jpeg(claiming width: UInt16, _ height: UInt16) throws -> [UInt8] {
    var bytes = try jpeg()
    // SOF0 of three components: marker, length 17, precision; then height and width.
    let header: [UInt8] = [0xFF, 0xC0, 0, 17, 8]
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: header) }) else {
      throw NoHeader()
    }
    for (index, value) in [height >> 8, height, width >> 8, width].enumerated() {
      bytes[start + header.count + index] = UInt8(truncatingIfNeeded: value)
    }
    return bytes
  }

  private struct NoHeader: Error {}

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
