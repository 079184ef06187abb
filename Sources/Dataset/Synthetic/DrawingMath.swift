/// Functions whose results do not depend on the platform's mathematical library.
enum DrawingMath {
  /// e to the power of `x`, for `x` in -80...80, within 2e-7 of the result.
  @inline(__always)
  static func exp(_ x: Float) -> Float {
    let scaled = min(max(x, -80), 80) * 1.442695041
    let whole = scaled.rounded(.toNearestOrEven)
    let rest = (scaled - whole) * 0.693147181
    // Taylor's polynomial within half an octave of 1.
    let sum =
      1 + rest
      * (1 + rest * 0.5
        * (1 + rest * (1 / 3) * (1 + rest * 0.25 * (1 + rest * 0.2 * (1 + rest / 6)))))
    return sum * Float(bitPattern: UInt32(bitPattern: Int32(whole) + 127) << 23)
  }

  /// 0 below `low`, 1 above `high`, smooth between.
  @inline(__always)
  static func smoothStep(_ low: Float, _ high: Float, _ x: Float) -> Float {
    let t = min(max((x - low) / (high - low), 0), 1)
    return t * t * (3 - 2 * t)
  }

  /// `a` at 0, `b` at 1.
  @inline(__always)
  static func mix(_ a: Float, _ b: Float, _ share: Float) -> Float {
    a + (b - a) * share
  }
}
