/// A number as JSON writes it: decimal, so that integers up to 64 bits stay exact.
public struct JSONNumber: Sendable, Equatable {
  let isNegative: Bool
  /// The first 19 significant digits.
  let significand: UInt64
  /// The value is `significand` times ten to this power.
  let exponent: Int
  /// Whether the text has neither fraction nor exponent and all its digits are in `significand`.
  let isInteger: Bool

  /// The value where it is a plain integer, not negative and at most 19 digits long; else nil.
  public var unsignedInteger: UInt64? { isInteger && !isNegative ? significand : nil }

  /// The nearest `Double` where the text has at most 15 digits and a power of ten within 22, which
  /// is correctly rounded; otherwise within a few units in the last place. Infinite when too large.
  public var double: Double {
    var value = Double(significand)
    var power = exponent
    // Both loops end: past 10^400 every nonzero value is infinite or zero.
    if value != 0 {
      power = Swift.min(Swift.max(power, -400), 400)
      while power > 0 {
        let step = Swift.min(power, 22)
        value *= Self.powerOfTen(step)
        power -= step
      }
      while power < 0 {
        let step = Swift.min(-power, 22)
        value /= Self.powerOfTen(step)
        power += step
      }
    }
    return isNegative ? -value : value
  }

  /// Ten to the power of 0...22, which a `Double` holds exactly.
  private static func powerOfTen(_ exponent: Int) -> Double {
    var value = 1.0
    for _ in 0..<exponent { value *= 10 }
    return value
  }
}
