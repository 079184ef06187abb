/// Logarithms and powers of two without a C library, which the phone's build lacks and which
/// differs between platforms in the last bit. Only operations that IEEE 754 defines to the last bit
/// occur, so every platform gets the same values.
package enum Logarithm {
  private static let naturalOf2 = 0.6931471805599453

  /// The logarithm of a positive normal number to the base 2, within 1e-15 of a unit and 2^-52 of
  /// itself.
  package static func log2(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    // log(m) = 2 artanh((m - 1) / (m + 1)), whose argument is below 0.172.
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = 21.0
    while power >= 1 {
      sum = sum * square + 1 / power
      power -= 2
    }
    return exponent + 2 * ratio * sum / naturalOf2
  }

  /// Two to the power of `value`, for -1000...1000, within 1e-15 of itself.
  package static func exp2(_ value: Double) -> Double {
    let bounded = min(max(value, -1000), 1000)
    let whole = bounded.rounded(.toNearestOrEven)
    let rest = (bounded - whole) * naturalOf2
    // Taylor's polynomial within half an octave of 1: the remainder is below 1e-18.
    var sum = 1.0
    var power = 16.0
    while power >= 1 {
      sum = 1 + rest / power * sum
      power -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}
