/// A colour in CIE L*a*b* under D65, of which skin tone needs L* and b*.
package struct LabColor: Sendable, Equatable {
  /// L*, 0 (black) to 100 (white).
  package let lightness: Double
  /// b*, from blue (negative) to yellow.
  package let yellowness: Double

  /// The colours of display pixels (sRGB, IEC 61966-2-1; 2 degree observer).
  ///
  /// Without a C library, which the phone's build lacks; within 1e-9 of the exact value.
  package struct Converter: Sendable {
    /// Light of each channel value, 0 to 1.
    private let light: [Double]

    package init() {
      light = (0..<256).map { value in
        let share = Double(value) / 255
        guard share > 0.04045 else { return share / 12.92 }
        // x^2.4 = x^2 times the fifth root of x^2.
        let base = (share + 0.055) / 1.055
        let square = base * base
        return square * LabColor.root(5, of: square)
      }
    }

    package func color(red: UInt8, green: UInt8, blue: UInt8) -> LabColor {
      let r = light[Int(red)]
      let g = light[Int(green)]
      let b = light[Int(blue)]
      let y = LabColor.curve(0.212671 * r + 0.715160 * g + 0.072169 * b)
      let z = LabColor.curve((0.019334 * r + 0.119193 * g + 0.950227 * b) / 1.08883)
      return LabColor(lightness: 116 * y - 16, yellowness: 200 * (y - z))
    }
  }

  private static func curve(_ value: Double) -> Double {
    value > 0.008856 ? root(3, of: value) : 7.787 * value + 16.0 / 116
  }

  /// The root of a number above 0 and at most about 1, by Newton's method from above.
  private static func root(_ degree: Int, of value: Double) -> Double {
    var root = 1.0
    // From 1 downwards each step takes a fixed share off until it is near, then doubles the digits.
    for _ in 0..<64 {
      var power = 1.0
      for _ in 1..<degree { power *= root }
      let next = root - (root - value / power) / Double(degree)
      if next >= root { break }
      root = next
    }
    return root
  }
}
