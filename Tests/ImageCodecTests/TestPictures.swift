import Foundation
import ImageCodec
import LesionImage

/// Pictures that the tests make for themselves.
enum TestPictures {
  /// Colour gradients with a dark disc and some noise, the same on every run.
  static func disc(width: Int, height: Int) -> RGBImage {
    var generator = SeededGenerator(seed: 11)
    var image = RGBImage(width: width, height: height)
    let radius = min(width, height) / 3
    for y in 0..<height {
      for x in 0..<width {
        let isInside = (x - width / 2) * (x - width / 2) + (y - height / 2) * (y - height / 2)
        let shade = isInside < radius * radius ? 60 : 0
        let noise = generator.next(below: 9)
        image[x, y] = SIMD3(
          UInt8(130 + 80 * x / width - shade + noise), UInt8(100 + 60 * y / height - shade + noise),
          UInt8(90 - shade + noise))
      }
    }
    return image
  }

  /// The largest difference of any channel of any pixel.
  static func largestDifference(_ a: RGBImage, _ b: RGBImage) -> Int {
    guard a.width == b.width, a.height == b.height else { return .max }
    return zip(a.pixels, b.pixels).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
  }

  /// The mean difference over all channels of all pixels.
  static func meanDifference(_ a: RGBImage, _ b: RGBImage) -> Double {
    guard a.width == b.width, a.height == b.height else { return .infinity }
    let sum = zip(a.pixels, b.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(a.pixels.count)
  }

  /// A JPEG with one more segment right after its start.
  static func jpeg(
    _ image: RGBImage, segment marker: UInt8, _ content: [UInt8]
  ) throws -> [UInt8] {
    let bytes = try ImageCodec.encodeJPEG(image)
    let length = content.count + 2
    return Array(bytes.prefix(2))
      + [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content + bytes.dropFirst(2)
  }

  /// A PNG chunk with the right checksum.
  static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(name.utf8) + content
    var remainder: UInt32 = 0xFFFF_FFFF
    for byte in checked {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : 0xEDB8_8320 ^ (remainder >> 1)
      }
    }
    return bigEndian(UInt32(content.count)) + checked + bigEndian(~remainder)
  }

  /// The chunks of an intact PNG.
  static func chunks(of bytes: [UInt8]) -> [(name: String, content: [UInt8])] {
    var chunks: [(name: String, content: [UInt8])] = []
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
      let body = bytes[(offset + 4)..<(offset + 8 + length)]
      chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
      offset += length + 12
    }
    return chunks
  }

  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
