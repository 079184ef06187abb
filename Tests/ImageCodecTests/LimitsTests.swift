import ImageCodec
import LesionImage
import Testing

/// Limits hold before memory is taken, and a small file cannot claim a huge picture.
struct LimitsTests {
  /// A JPEG whose frame claims another size.
  static func jpeg(claiming width: Int, _ height: Int, progressive: Bool = false) throws -> [UInt8]
  {
    var bytes = try JPEGEncoder.encode(
      TestPictures.disc(width: 64, height: 64), quality: 80, progressive: progressive)
    let frame = try #require(
      bytes.indices.dropLast(9).first {
        bytes[$0] == 0xFF && bytes[$0 + 1] == (progressive ? 0xC2 : 0xC0)
      })
    bytes[frame + 5] = UInt8(height >> 8)
    bytes[frame + 6] = UInt8(height & 255)
    bytes[frame + 7] = UInt8(width >> 8)
    bytes[frame + 8] = UInt8(width & 255)
    return bytes
  }

  /// A PNG whose header claims another size, with a right checksum.
  static func png(claiming width: UInt32, _ height: UInt32) throws -> [UInt8] {
    let bytes = try ImageCodec.encodePNG(TestPictures.disc(width: 64, height: 64))
    let header =
      TestPictures.bigEndian(width) + TestPictures.bigEndian(height) + [8, 2, 0, 0, 0]
    return TestPictures.pngSignature + TestPictures.chunk("IHDR", header) + bytes.dropFirst(33)
  }

  @Test(.timeLimit(.minutes(1))) func `a claim of 60000x60000 is refused at once`() throws {
    for bytes in [
      try Self.jpeg(claiming: 60_000, 60_000),
      try Self.jpeg(claiming: 60_000, 60_000, progressive: true),
      try Self.png(claiming: 60_000, 60_000), try Self.png(claiming: 0x7FFF_FFFF, 0x7FFF_FFFF),
    ] {
      let clock = ContinuousClock()
      let elapsed = clock.measure {
        #expect(refusal(of: bytes)?.code == .tooLarge)
      }
      #expect(elapsed < .milliseconds(100))
    }
  }

  @Test func `a claim within the limits needs the bytes for it`() throws {
    let limits = DecodingLimits(maximumPixels: .max)
    for bytes in [
      try Self.jpeg(claiming: 60_000, 60_000),
      try Self.jpeg(claiming: 60_000, 60_000, progressive: true),
      try Self.jpeg(claiming: 9_000, 9_000), try Self.png(claiming: 9_000, 9_000),
    ] {
      #expect(refusal(of: bytes, limits: limits)?.code == .corrupt)
    }
  }

  @Test func `sizes of zero are refused`() throws {
    for (width, height) in [(0, 64), (64, 0), (0, 0)] {
      #expect(refusal(of: try Self.jpeg(claiming: width, height))?.code == .corrupt)
      let png = try Self.png(claiming: UInt32(width), UInt32(height))
      #expect(refusal(of: png)?.code == .corrupt)
    }
    #expect(refusal(of: try Self.png(claiming: 0xFFFF_FFFF, 1))?.code == .corrupt)
  }

  @Test func `the limits are exact`() throws {
    let image = TestPictures.disc(width: 40, height: 30)
    for bytes in [try ImageCodec.encodeJPEG(image), try ImageCodec.encodePNG(image)] {
      let exact = DecodingLimits(maximumBytes: bytes.count, maximumPixels: 1200)
      _ = try ImageCodec.decode(bytes, limits: exact)
      for tight in [
        DecodingLimits(maximumBytes: bytes.count - 1), DecodingLimits(maximumPixels: 1199),
      ] {
        #expect(refusal(of: bytes, limits: tight)?.code == .tooLarge)
      }
    }
  }

  @Test func `a progressive JPEG with endless scans is refused`() throws {
    let bytes = try JPEGEncoder.encode(
      TestPictures.disc(width: 64, height: 64), quality: 80, progressive: true)
    // The last scan, from its marker to the end of the picture, again and again.
    let start = try #require(
      bytes.indices.dropLast(1).last { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA })
    let scan = bytes[start..<(bytes.count - 2)]
    let bomb =
      Array(bytes.dropLast(2)) + Array(repeatElement(scan, count: 3000).joined()) + [0xFF, 0xD9]
    #expect(refusal(of: Array(bomb))?.code == .tooLarge)
  }
}
