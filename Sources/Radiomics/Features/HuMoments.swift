/// Hu's seven moment invariants of a greyscale picture: the paper's "global shape" descriptor.
///
/// Hu, "Visual pattern recognition by moment invariants", 1962. The values, and in floating point the
/// order of operations, are those of `cv2.HuMoments(cv2.moments(gray))`: every pixel counts with its
/// level as its mass, no lesion is segmented. The higher invariants of a symmetric picture are
/// differences of nearly equal numbers, so another order would give other digits.
package enum HuMoments {
  package static let count = 7

  /// The invariants; all 0 for a black picture, which has no mass.
  ///
  /// - Precondition: `levels.count == width * height`, sides of 1...4096.
  package static func compute(
    _ levels: UnsafeBufferPointer<UInt8>, width: Int, height: Int
  ) -> [Double] {
    let raw = RawMoments(levels, width: width, height: height)
    guard raw.m00 > 0 else { return [Double](repeating: 0, count: count) }
    return invariants(of: NormalizedMoments(raw))
  }

  private static func invariants(of nu: NormalizedMoments) -> [Double] {
    let sum = nu.n20 + nu.n02
    let difference = nu.n20 - nu.n02
    let product = 4 * nu.n11
    var a = nu.n30 + nu.n12
    var b = nu.n21 + nu.n03
    var aSquare = a * a
    var bSquare = b * b
    var hu = [Double](repeating: 0, count: count)
    hu[0] = sum
    hu[1] = difference * difference + product * nu.n11
    hu[3] = aSquare + bSquare
    hu[5] = difference * (aSquare - bSquare) + product * a * b
    a *= aSquare - 3 * bSquare
    b *= 3 * aSquare - bSquare
    aSquare = nu.n30 - 3 * nu.n12
    bSquare = 3 * nu.n21 - nu.n03
    hu[2] = aSquare * aSquare + bSquare * bSquare
    hu[4] = aSquare * a + bSquare * b
    hu[6] = bSquare * a - aSquare * b
    return hu
  }
}

/// Sums of level times powers of the coordinates, up to the third order.
private struct RawMoments {
  var m00 = 0.0, m10 = 0.0, m01 = 0.0, m20 = 0.0, m11 = 0.0, m02 = 0.0
  var m30 = 0.0, m21 = 0.0, m12 = 0.0, m03 = 0.0

  /// Integers within a row, doubles between rows: at 224x224 every sum stays below 2^53 and is exact.
  init(_ levels: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
    for row in 0..<height {
      var sums = (0, 0, 0, 0)
      let start = row * width
      for x in 0..<width {
        let level = Int(levels[start + x])
        let first = level &* x
        let second = first &* x
        sums.0 &+= level
        sums.1 &+= first
        sums.2 &+= second
        sums.3 &+= second &* x
      }
      let y = Double(row)
      m00 += Double(sums.0)
      m10 += Double(sums.1)
      m01 += Double(sums.0) * y
      m20 += Double(sums.2)
      m11 += Double(sums.1) * y
      m02 += Double(sums.0) * y * y
      m30 += Double(sums.3)
      m21 += Double(sums.2) * y
      m12 += Double(sums.1) * y * y
      m03 += Double(sums.0) * y * y * y
    }
  }
}

/// Central moments, divided by the power of the mass that makes them independent of scale.
private struct NormalizedMoments {
  let n20, n11, n02, n30, n21, n12, n03: Double

  init(_ m: RawMoments) {
    let inverse = 1 / m.m00
    let (x, y) = (m.m10 * inverse, m.m01 * inverse)
    let mu20 = m.m20 - m.m10 * x
    let mu11 = m.m11 - m.m10 * y
    let mu02 = m.m02 - m.m01 * y
    let mu30 = m.m30 - x * (3 * mu20 + x * m.m10)
    let mu21 = m.m21 - x * (2 * mu11 + x * m.m01) - y * mu20
    let mu12 = m.m12 - y * (2 * mu11 + y * m.m10) - x * mu02
    let mu03 = m.m03 - y * (3 * mu02 + y * m.m01)
    let second = inverse * inverse
    let third = second * inverse.squareRoot()
    (n20, n11, n02) = (mu20 * second, mu11 * second, mu02 * second)
    (n30, n21, n12, n03) = (mu30 * third, mu21 * third, mu12 * third, mu03 * third)
  }
}
