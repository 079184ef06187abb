import LesionImage
import TestSupport

/// The pictures of `Tools/make_radiomics_golden.py`, by the names it gives them.
enum TestPictures {
  static func named(_ name: String) -> RGBImage? {
    let words = name.split(separator: " ")
    let sides = words[1].split(separator: "x").compactMap { Int($0) }
    guard let last = words.last, sides.count == 2 else { return nil }
    let (width, height) = (sides[0], sides[1])
    switch words[0] {
    case "noise": return UInt32(last).map { .noise(width: width, height: height, seed: $0) }
    case "gradient": return .gradient(width: width, height: height)
    case "waves": return .waves(width: width, height: height)
    case "flat":
      let color = last.split(separator: ",").compactMap { UInt8($0) }
      guard color.count == 3 else { return nil }
      return RGBImage(width: width, height: height, fill: SIMD3(color[0], color[1], color[2]))
    default: return nil
    }
  }

  /// Every fifth level of each channel, in one row.
  static var lattice: RGBImage {
    let levels = stride(from: UInt8(0), through: 255, by: 5).map { $0 }
    let pixels = levels.flatMap { red in
      levels.flatMap { green in levels.flatMap { blue in [red, green, blue] } }
    }
    return RGBImage(width: pixels.count / 3, height: 1, pixels: pixels)
  }
}

extension RGBImage {
  /// A dark oval on brighter ground with a fine grain, in whole numbers throughout.
  static func waves(width: Int, height: Int) -> RGBImage {
    RGBImage(width: width, height: height) { pixels in
      for y in 0..<height {
        for x in 0..<width {
          let (u, v) = (5 * x - 2 * width, 4 * y - 2 * height)
          let distance = (u * u + 2 * v * v) / (width + height)
          let depth = min(max(160 - distance / 8, 0), 120)
          let grain = (x * x + 3 * x * y + 7 * y) % 13
          let start = 3 * (y * width + x)
          pixels[start] = UInt8(220 - depth + grain)
          pixels[start + 1] = UInt8(170 - depth + grain)
          pixels[start + 2] = UInt8(150 - depth * 3 / 4 + grain)
        }
      }
    }
  }
}
