/// A change of colours as a matrix and what is added to it, in fixed point: each new channel is a
/// sum of all old ones.
struct ColorMatrix {
  /// Fractional bits of the matrix.
  private static let precision: Int32 = 12
  /// Beyond these the sums below could overflow; no sensible amount comes near.
  private static let largestFactor = 7.99
  private static let largestOffset = 1000.0

  /// Red, green and blue of a new pixel, out of its old channels.
  let red: SIMD3<Int32>
  let green: SIMD3<Int32>
  let blue: SIMD3<Int32>
  /// Added to red, green and blue, with the fractional bits of a sum.
  let offset: SIMD3<Int32>

  /// - Parameter offset: in levels of 0...255.
  init(
    red: SIMD3<Double>, green: SIMD3<Double>, blue: SIMD3<Double>,
    offset: SIMD3<Double> = SIMD3(repeating: 0)
  ) {
    self.red = Self.factors(red)
    self.green = Self.factors(green)
    self.blue = Self.factors(blue)
    let bits = Self.precision + AffineWarp.sampleBits
    self.offset = Self.fixed(offset, limit: Self.largestOffset, bits: bits)
  }

  /// Brightness, saturation and hue of Table 1. They treat the channels alike, so that three numbers
  /// describe the matrix.
  init(_ amounts: Augmentation) {
    let turn = GreyAxisTurn(
      degrees: Double(amounts.hue), saturation: Double(amounts.saturation),
      brightness: Double(amounts.brightness))
    self.init(
      red: SIMD3(turn.own, turn.next, turn.previous),
      green: SIMD3(turn.previous, turn.own, turn.next),
      blue: SIMD3(turn.next, turn.previous, turn.own))
  }

  /// Row by row, as C wants it.
  var table: (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32) {
    (red.x, red.y, red.z, green.x, green.y, green.z, blue.x, blue.y, blue.z)
  }

  private static func factors(_ values: SIMD3<Double>) -> SIMD3<Int32> {
    fixed(values, limit: largestFactor, bits: precision)
  }

  private static func fixed(
    _ values: SIMD3<Double>, limit: Double, bits: Int32
  ) -> SIMD3<Int32> {
    func fixed(_ value: Double) -> Int32 {
      Int32((min(max(value, -limit), limit) * Double(1 << bits) + 0.5).rounded(.down))
    }
    return SIMD3(fixed(values.x), fixed(values.y), fixed(values.z))
  }

  /// Writes the changed colour of a sample whose channels have `AffineWarp.sampleBits` fractional
  /// bits.
  @inline(__always)
  func write(
    _ first: Int32, _ second: Int32, _ third: Int32, to target: UnsafeMutablePointer<UInt8>
  ) {
    @inline(__always) func level(_ row: SIMD3<Int32>, _ offset: Int32) -> UInt8 {
      let sum = row.x &* first &+ row.y &* second &+ row.z &* third &+ offset
      let shift = Self.precision + AffineWarp.sampleBits
      return UInt8(truncatingIfNeeded: min(max((sum &+ (1 << (shift - 1))) >> shift, 0), 255))
    }
    target[0] = level(red, offset.x)
    target[1] = level(green, offset.y)
    target[2] = level(blue, offset.z)
  }
}
