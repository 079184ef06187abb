/// A colour as `cv2.cvtColor(…, COLOR_RGB2HSV)` has it in 8 bits, to the last bit.
///
/// Hue counts in steps of 2 degrees, 0...179; divisions are products with reciprocals in units of
/// 1/4096, rounded half up.
package struct HSVColor: Equatable {
  /// 0...179.
  package let hue: Int
  /// 0...255.
  package let saturation: Int
  /// 0...255.
  package let value: Int

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    let (red, green, blue) = (Int(red), Int(green), Int(blue))
    value = max(red, green, blue)
    let chroma = value - min(red, green, blue)
    saturation = Self.rounded(chroma &* Self.saturationScale[value])
    let sixths =
      if value == red {
        green - blue
      } else if value == green {
        blue - red + 2 * chroma
      } else {
        red - green + 4 * chroma
      }
    let turned = Self.rounded(sixths &* Self.hueScale[chroma])
    hue = turned < 0 ? turned + 180 : turned
  }

  private static let fractionBits = 12

  private static func rounded(_ scaled: Int) -> Int {
    (scaled + (1 << (fractionBits - 1))) >> fractionBits
  }

  private static let saturationScale = reciprocals(of: Double(255 << fractionBits))
  private static let hueScale = reciprocals(of: Double(180 << fractionBits) / 6)

  private static func reciprocals(of numerator: Double) -> [Int] {
    [0] + (1...255).map { Int((numerator / Double($0)).rounded(.toNearestOrEven)) }
  }
}
