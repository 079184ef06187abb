/// Luma as `cv2.cvtColor(…, COLOR_RGB2GRAY)` has it in 8 bits, to the last bit: .299 red, .587 green
/// and .114 blue in units of 1/32768, rounded half up.
package enum GrayLevel {
  package static func of(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    let sum = 9798 &* UInt32(red) &+ 19235 &* UInt32(green) &+ 3735 &* UInt32(blue)
    return UInt8(truncatingIfNeeded: (sum &+ (1 << 14)) >> 15)
  }
}
