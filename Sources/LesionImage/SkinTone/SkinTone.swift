/// How light the skin around a lesion is, as the individual typology angle (ITA).
///
/// ITA = atan2(L* - 50, b*) in degrees, where L* and b* are means over the skin's pixels, each over
/// those within one standard deviation of its own mean (Chardon et al. 1991; trimmed as in Kinyanjui et
/// al. 2020). It depends on lamp and camera as much as on the skin: nothing in a dermoscopic picture
/// says how white it should be. It tells groups of pictures apart, never one person's skin.
public struct SkinTone: Sendable, Equatable {
  /// In degrees, -90 to 90; above 55 is the lightest skin, below 10 the darkest.
  public let angle: Double
  /// The share of the looked-at pixels that were taken for skin, 0 to 1.
  public let skinShare: Double

  public var band: ToneBand { ToneBand(angle: angle) }

  /// Measures the skin of an upright picture of any size.
  ///
  /// - Returns: nil where too little skin is seen (see `SkinMask`), and where it is not yellow at all:
  ///   b* of 0 or less is a colour cast, whose angle of 90 degrees and more would pass for the lightest
  ///   skin.
  public static func measure(_ image: RGBImage) -> SkinTone? {
    let mask = SkinMask(image)
    guard mask.skinShare >= SkinMask.smallestShare else { return nil }
    let converter = LabColor.Converter()
    var lightness: [Double] = []
    var yellowness: [Double] = []
    for pixel in mask.skin {
      let color = converter.color(
        red: image.pixels[3 * pixel], green: image.pixels[3 * pixel + 1],
        blue: image.pixels[3 * pixel + 2])
      lightness.append(color.lightness)
      yellowness.append(color.yellowness)
    }
    let meanYellowness = trimmedMean(yellowness)
    guard meanYellowness > 0 else { return nil }
    let angle = Self.angle(lightness: trimmedMean(lightness), yellowness: meanYellowness)
    return SkinTone(angle: angle, skinShare: mask.skinShare)
  }

  /// The angle of a colour, in degrees.
  package static func angle(lightness: Double, yellowness: Double) -> Double {
    Trigonometry.arcTangentDegrees(lightness - 50, over: yellowness)
  }

  /// The mean of the values within one standard deviation of their mean; 0 of none.
  package static func trimmedMean(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let count = Double(values.count)
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / count
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    let deviation = (squares / count).squareRoot()
    var keptSum = 0.0
    var kept = 0.0
    for value in values where abs(value - mean) <= deviation {
      keptSum += value
      kept += 1
    }
    return kept > 0 ? keptSum / kept : mean
  }
}
