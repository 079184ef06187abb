/// Brightness, saturation and hue as one matrix in fixed point.
///
/// All three treat the channels alike, so the matrix is circulant and three numbers describe it:
/// what a channel keeps of itself, gets from the next channel (red from green) and from the
/// previous one (red from blue).
struct ColorMatrix {
  /// Fractional bits of the matrix.
  private static let precision: Int32 = 12

  let own: Int32
  let next: Int32
  let previous: Int32

  init(_ amounts: Augmentation) {
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: Double(amounts.hue))
    // Rotation about the grey axis (Rodrigues): it keeps the mean of the channels.
    let shared = (1 - cosine) / 3
    let swirl = sine * (1.0 / 3).squareRoot()
    let saturation = Double(amounts.saturation)
    let brightness = Double(amounts.brightness)
    let grey = (1 - saturation) / 3
    own = Self.fixed(brightness * (grey + saturation * (cosine + shared)))
    next = Self.fixed(brightness * (grey + saturation * (shared - swirl)))
    previous = Self.fixed(brightness * (grey + saturation * (shared + swirl)))
  }

  /// Rounds to fixed point. Beyond 8 the sums below could overflow; no sensible amount comes near.
  private static func fixed(_ value: Double) -> Int32 {
    Int32((min(max(value, -7.99), 7.99) * Double(1 << precision) + 0.5).rounded(.down))
  }

  /// Writes the changed colour of a sample whose channels have `AffineWarp.sampleBits` fractional
  /// bits.
  @inline(__always)
  func write(_ red: Int32, _ green: Int32, _ blue: Int32, to target: UnsafeMutablePointer<UInt8>) {
    target[0] = level(own &* red &+ next &* green &+ previous &* blue)
    target[1] = level(own &* green &+ next &* blue &+ previous &* red)
    target[2] = level(own &* blue &+ next &* red &+ previous &* green)
  }

  @inline(__always)
  private func level(_ sum: Int32) -> UInt8 {
    let shift = Self.precision + AffineWarp.sampleBits
    return UInt8(truncatingIfNeeded: min(max((sum &+ (1 << (shift - 1))) >> shift, 0), 255))
  }
}
