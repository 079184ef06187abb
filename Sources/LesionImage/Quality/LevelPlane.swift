/// The brightness of a picture: integers in rows.
struct LevelPlane {
  let width: Int
  let height: Int
  let levels: [Int32]

  /// Brightness in 0...255, weighted as in ITU-R BT.601.
  init(_ image: RGBImage) {
    width = image.width
    height = image.height
    levels = [Int32](unsafeUninitializedCapacity: width * height) { levels, count in
      image.pixels.withUnsafeBufferPointer { pixels in
        for index in 0..<levels.count {
          let red = Int32(pixels[3 * index])
          let green = Int32(pixels[3 * index + 1])
          let blue = Int32(pixels[3 * index + 2])
          levels[index] = (77 * red + 150 * green + 29 * blue + 128) >> 8
        }
      }
      count = levels.count
    }
  }

  private init(width: Int, height: Int, levels: [Int32]) {
    self.width = width
    self.height = height
    self.levels = levels
  }

  /// The plane at half its size: each value is the sum (not the mean, which would round) of a
  /// square of four. An odd last row or column is left out.
  func halved() -> LevelPlane {
    let halfWidth = width / 2
    let halfHeight = height / 2
    let sums = [Int32](unsafeUninitializedCapacity: halfWidth * halfHeight) { sums, count in
      levels.withUnsafeBufferPointer { levels in
        for y in 0..<halfHeight {
          for x in 0..<halfWidth {
            let corner = 2 * (y * width + x)
            sums[y * halfWidth + x] =
              levels[corner] + levels[corner + 1] + levels[corner + width]
              + levels[corner + width + 1]
          }
        }
      }
      count = halfWidth * halfHeight
    }
    return LevelPlane(width: halfWidth, height: halfHeight, levels: sums)
  }

  /// The mean squared difference between all pairs of pixels that lie so far from one another; 0 where there
  /// are none.
  // Not inlined: it is asked for eight times.
  @inline(never)
  func meanSquaredDifference(right: Int, down: Int) -> Double {
    let columns = max(-right, 0)..<max(min(width, width - right), max(-right, 0))
    let rows = 0..<max(height - down, 0)
    guard !columns.isEmpty, !rows.isEmpty else { return 0 }
    let step = down * width + right
    var sum: Int64 = 0
    levels.withUnsafeBufferPointer { levels in
      for y in rows {
        var rowSum: Int64 = 0
        for index in (y * width + columns.lowerBound)..<(y * width + columns.upperBound) {
          // Levels stay below 16 * 256, so squares fit 32 bits.
          let difference = levels[index + step] &- levels[index]
          rowSum &+= Int64(difference &* difference)
        }
        sum &+= rowSum
      }
    }
    return Double(sum) / Double(columns.count * rows.count)
  }
}
