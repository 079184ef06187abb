/// IEEE 754 binary16; Swift's `Float16` does not exist on every platform.
package enum HalfPrecision {
  /// The same value as a `Float`; exact.
  package static func float(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      // Zero and subnormals: fraction times 2^-24.
      let magnitude = Float(fraction) * 0x1p-24
      return Float(bitPattern: magnitude.bitPattern | sign)
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// The nearest binary16, ties to even; subnormals included.
  ///
  /// - Returns: `nil` where `value` is not finite or rounds to more than 65504, the largest there is.
  package static func bits(_ value: Float) -> UInt16? {
    let sign = UInt16(value.bitPattern >> 16) & 0x8000
    let magnitude = value.bitPattern & 0x7FFF_FFFF
    // 65520, midway between 65504 and what would be next, rounds to the even neighbour: infinity.
    guard magnitude < 0x477F_F000 else { return nil }
    if magnitude < 0x3880_0000 {
      // Below 2^-14. Adding a half puts 2^-24, the unit of subnormals, at the last bit of the sum,
      // where the addition rounds to nearest even.
      let shifted = Float(bitPattern: magnitude) + 0.5
      return sign | UInt16(truncatingIfNeeded: shifted.bitPattern - Float(0.5).bitPattern)
    }
    let isOdd = magnitude >> 13 & 1
    let rounded = magnitude + 0xFFF + isOdd
    return sign | UInt16(truncatingIfNeeded: (rounded - (112 << 23)) >> 13)
  }
}
