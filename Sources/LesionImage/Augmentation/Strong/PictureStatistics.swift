/// Mean and colour of the light of a picture or a part of it, from a regular grid of at most 64 x 64
/// pixels: more would cost time and change nothing one sees.
struct PictureStatistics {
  /// Mean of red, green and blue in levels.
  let mean: SIMD3<Double>
  /// Sums of the sixth powers of red, green and blue.
  private let sixth: SIMD3<UInt64>

  init(
    _ pixels: UnsafePointer<UInt8>, width: Int, height: Int, part: PicturePart = .whole
  ) {
    let columns = Self.range(part.x, part.width, of: width)
    let rows = Self.range(part.y, part.height, of: height)
    let (stepX, stepY) = ((columns.count + 63) / 64, (rows.count + 63) / 64)
    var sum = SIMD3<UInt64>(repeating: 0)
    var powers = SIMD3<UInt64>(repeating: 0)
    var count = 0
    for y in stride(from: rows.lowerBound + stepY / 2, to: rows.upperBound, by: stepY) {
      for x in stride(from: columns.lowerBound + stepX / 2, to: columns.upperBound, by: stepX) {
        let pixel = pixels + 3 * (y * width + x)
        let levels = SIMD3(UInt64(pixel[0]), UInt64(pixel[1]), UInt64(pixel[2]))
        sum &+= levels
        let cubes = levels &* levels &* levels
        // 4096 pixels of 255 stay below 2^61.
        powers &+= cubes &* cubes
        count += 1
      }
    }
    mean = SIMD3(Double(sum.x), Double(sum.y), Double(sum.z)) / Double(max(count, 1))
    sixth = powers
  }

  /// Factors that make the light grey, by shades of grey with the Minkowski norm p = 6 (Finlayson and
  /// Trezzi, 2004), keeping the brightness; within 1/3...3.
  var balance: SIMD3<Double> {
    let norms = SIMD3(Self.sixthRoot(sixth.x), Self.sixthRoot(sixth.y), Self.sixthRoot(sixth.z))
    let grey = ((norms * norms).sum() / 3).squareRoot()
    func factor(_ norm: Double) -> Double { norm > 0 ? min(max(grey / norm, 1.0 / 3), 3) : 1 }
    return SIMD3(factor(norms.x), factor(norms.y), factor(norms.z))
  }

  /// At least one pixel.
  private static func range(_ start: Float, _ length: Float, of side: Int) -> Range<Int> {
    let first = Int(min(max(start, 0), 1) * Float(side))
    let last = Int(min(max(start + length, 0), 1) * Float(side))
    let lower = min(first, side - 1)
    return lower..<min(max(last, lower + 1), side)
  }

  private static func sixthRoot(_ sum: UInt64) -> Double {
    sum == 0 ? 0 : Logarithm.exp2(Logarithm.log2(Double(sum)) / 6)
  }
}
