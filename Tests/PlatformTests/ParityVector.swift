import Foundation
import LesionImage
import TestSupport
import Testing

/// A made-up picture and what independent implementations make of it: see
/// `Tools/make_parity_vectors.py`.
struct ParityVector: Decodable, Sendable, CustomTestStringConvertible {
  let width: Int
  let height: Int
  /// Bytes of a pixel.
  let channels: Int
  let seed: UInt32
  /// What levels are divided by: 1, or more for a dark picture.
  let divisor: Int
  /// FNV-1a of the picture's bytes.
  let pixels: UInt32
  /// FNV-1a of the network's input as 32-bit words.
  let input: UInt32
  /// Every 9973rd of those words.
  let samples: [UInt32]
  let logit: Double
  let verdict: String
  let map: [[Float]]
  let bias: Float

  var testDescription: String { "\(width)x\(height)x\(channels)" }

  /// The whole file.
  struct File: Decodable {
    struct Metadata: Decodable {
      struct Calibration: Decodable { let slope, intercept: Double }
      struct OperatingPoint: Decodable { let threshold: Float }
      let calibration: Calibration
      let operatingPoint: OperatingPoint

      enum CodingKeys: String, CodingKey {
        case calibration
        case operatingPoint = "operating_point"
      }
    }

    let metadata: Metadata
    let vectors: [ParityVector]
  }

  static let file = try? GoldenFile.json("parity", in: .module, as: File.self)

  /// The picture's bytes: a dark blot on lighter skin in uneven light, with grain.
  func bytes() -> [UInt8] {
    let (skin, lesion) = ([205, 160, 140], [110, 70, 50])
    var bytes: [UInt8] = []
    bytes.reserveCapacity(channels * width * height)
    for y in 0..<height {
      let v = abs(2 * y + 1 - height) * 1024 / height
      for x in 0..<width {
        let dx = 2 * x + 1 - width
        let u = abs(dx) * 1024 / width
        let isInside = u * u + v * v + (dx > 0 ? u * v / 2 : 0) < 420 * 420
        for channel in 0..<channels {
          var hash = UInt32(bytes.count) &* 2_654_435_761 &+ seed &* 40503
          hash = (hash ^ hash >> 15) &* 2_246_822_519
          let byte = Int((hash ^ hash >> 13) >> 16 & 255)
          guard channel < 3 else {
            bytes.append(UInt8(byte))
            continue
          }
          let level = (isInside ? lesion : skin)[channel] + x * 24 / width - 12 + byte / 16 - 8
          bytes.append(UInt8(level / divisor))
        }
      }
    }
    return bytes
  }

  static func fnv1a(_ words: some Sequence<UInt32>) -> UInt32 {
    words.reduce(0x811C_9DC5) { ($0 ^ $1) &* 0x0100_0193 }
  }
}
