import ImageCodec
import LesionImage
import Testing

/// EXIF orientation in both byte orders, and metadata that lies.
struct OrientationTests {
  static func tiff(
    littleEndian: Bool, entryCount: Int = 1, directory: Int = 8, tag: Int = 0x0112, type: Int = 3,
    count: Int = 1, value: Int
  ) -> [UInt8] {
    func integer(_ value: Int, _ bytes: Int) -> [UInt8] {
      let little = (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return littleEndian ? little : little.reversed()
    }
    return Array((littleEndian ? "II" : "MM").utf8) + integer(42, 2) + integer(directory, 4)
      + integer(entryCount, 2) + integer(tag, 2) + integer(type, 2) + integer(count, 4)
      + (type == 4 ? integer(value, 4) : integer(value, 2) + [0, 0]) + integer(0, 4)
  }

  static func decode(exif tiff: [UInt8]) throws -> DecodedImage {
    let picture = TestPictures.disc(width: 40, height: 24)
    let exif = Array("Exif\0\0".utf8) + tiff
    return try ImageCodec.decode(TestPictures.jpeg(picture, segment: 0xE1, exif))
  }

  @Test(arguments: Orientation.allCases, [true, false])
  func `the picture is turned upright`(_ orientation: Orientation, littleEndian: Bool) throws {
    let plain = try ImageCodec.decode(
      ImageCodec.encodeJPEG(TestPictures.disc(width: 40, height: 24)))
    for type in [3, 4] {
      let tiff = Self.tiff(littleEndian: littleEndian, type: type, value: Int(orientation.rawValue))
      let turned = try Self.decode(exif: tiff)
      #expect(turned.orientation == orientation)
      #expect(turned.image == plain.image.oriented(orientation))
      #expect(turned.sourceWidth == turned.image.width)
      #expect(turned.sourceHeight == turned.image.height)
    }
  }

  static let lies: [(String, [UInt8])] = [
    ("value 0", tiff(littleEndian: true, value: 0)),
    ("value 9", tiff(littleEndian: true, value: 9)),
    ("value 65535", tiff(littleEndian: false, value: 65535)),
    ("no such tag", tiff(littleEndian: true, tag: 0x0110, value: 6)),
    ("text type", tiff(littleEndian: true, type: 2, value: 6)),
    ("two values", tiff(littleEndian: true, count: 2, value: 6)),
    ("entry beyond the end", tiff(littleEndian: true, entryCount: 65535, tag: 1, value: 6)),
    ("directory beyond the end", tiff(littleEndian: true, directory: 0xFFFF_FFFF, value: 6)),
    ("directory at the last byte", tiff(littleEndian: true, directory: 25, value: 6)),
    ("directory in the header", tiff(littleEndian: true, directory: 0, value: 6)),
    ("unknown byte order", [0x49, 0x4D] + tiff(littleEndian: true, value: 6).dropFirst(2)),
    ("cut short", Array(tiff(littleEndian: true, value: 6).prefix(17))),
    ("empty", []),
  ]

  @Test(arguments: lies)
  func `metadata that lies is ignored`(_ name: String, _ tiff: [UInt8]) throws {
    let decoded = try Self.decode(exif: tiff)
    #expect(decoded.orientation == .up)
    #expect((decoded.image.width, decoded.image.height) == (40, 24))
  }

  @Test func `every cut of the metadata is survived`() throws {
    let whole = Self.tiff(littleEndian: false, value: 6)
    for length in 0..<whole.count {
      let decoded = try Self.decode(exif: Array(whole.prefix(length)))
      #expect(decoded.orientation == (length >= 20 ? .right : .up))
    }
  }
}
