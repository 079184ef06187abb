import Foundation
import LesionImage

extension RGBImage {
  /// Taken with more light or less, in stops for each channel: doubled or halved before the curve of sRGB
  /// (IEC 61966-2-1) was applied, and cut off where the scale ends.
  func exposed(stops: SIMD3<Double>) -> RGBImage {
    let tables = (0..<3).map { channel in
      (0..<256).map { level in
        UInt8(
          rounding: Float(
            255 * Self.encoded(Self.light(Double(level) / 255) * exp2(stops[channel]))))
      }
    }
    return RGBImage(
      width: width, height: height,
      pixels: pixels.enumerated().map { tables[$0.offset % 3][Int($0.element)] })
  }

  /// In light of another colour.
  ///
  /// - Parameters:
  ///   - stops: by which the channel of that hue gains.
  ///   - hue: 0..<1, red at 0, green at a third, blue at two thirds.
  package func lit(stops: Double, hue: Double) -> RGBImage {
    let angles = (0..<3).map { 2 * Double.pi * (hue - Double($0) / 3) }
    return exposed(
      stops: SIMD3(stops * cos(angles[0]), stops * cos(angles[1]), stops * cos(angles[2])))
  }

  /// With so much of its contrast, about its mean colour.
  func withContrast(_ share: Double) -> RGBImage {
    var sums = SIMD3<Double>.zero
    for (index, level) in pixels.enumerated() { sums[index % 3] += Double(level) }
    let means = sums / Double(width * height)
    return RGBImage(
      width: width, height: height,
      pixels: pixels.enumerated().map { index, level in
        let mean = means[index % 3]
        return UInt8(rounding: Float(mean + share * (Double(level) - mean)))
      })
  }

  /// Light of a level, both in 0...1.
  private static func light(_ level: Double) -> Double {
    level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
  }

  /// The level of light, not above 1.
  private static func encoded(_ light: Double) -> Double {
    light <= 0.0031308 ? light * 12.92 : min(1.055 * pow(light, 1 / 2.4) - 0.055, 1)
  }
}
