import LesionImage

extension RGBImage {
  /// A reproducible picture of hashed bytes, the hardest input for anything that resamples.
  ///
  /// An odd seed drives every value to 0 or 255. `Tools/make_resize_golden.py` repeats this.
  public static func noise(width: Int, height: Int, seed: UInt32) -> RGBImage {
    RGBImage(width: width, height: height) { pixels in
      for index in pixels.indices {
        var hash = UInt32(truncatingIfNeeded: index) &* 2_654_435_761 &+ seed &* 40503
        hash ^= hash >> 15
        hash = hash &* 2_246_822_519
        hash ^= hash >> 13
        let level = UInt8(truncatingIfNeeded: hash >> 16)
        pixels[index] = seed % 2 == 0 ? level : level >= 64 ? 255 : 0
      }
    }
  }

  /// A reproducible smooth picture: every channel is a plane with its own slope.
  public static func gradient(width: Int, height: Int) -> RGBImage {
    RGBImage(width: width, height: height) { pixels in
      for y in 0..<height {
        for x in 0..<width {
          let index = 3 * (y * width + x)
          pixels[index] = UInt8(255 * x / max(width - 1, 1))
          pixels[index + 1] = UInt8(255 * y / max(height - 1, 1))
          pixels[index + 2] = UInt8(255 * (x + y) / max(width + height - 2, 1))
        }
      }
    }
  }

  /// The largest difference between two values in the same place.
  ///
  /// - Precondition: both pictures have the same size.
  public func largestDifference(from other: RGBImage) -> Int {
    precondition(width == other.width && height == other.height, "sizes differ")
    return zip(pixels, other.pixels).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
  }

  /// The mean of all values, in 0...255.
  public var meanLevel: Double {
    Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count)
  }
}
