import Foundation
import LesionImage

extension RGBImage {
  /// With normally distributed noise of such a deviation in levels, drawn for each value.
  func withNoise(deviation: Double, using generator: inout SeededGenerator) -> RGBImage {
    var levels = pixels
    for index in levels.indices {
      // Box and Muller's pairs; of each only one is used, so that a value never depends on its neighbour.
      let radius = (-2 * log(1 - generator.nextDouble())).squareRoot()
      let normal = radius * cos(2 * .pi * generator.nextDouble())
      levels[index] = UInt8(rounding: Float(Double(levels[index]) + deviation * normal))
    }
    return RGBImage(width: width, height: height, pixels: levels)
  }

  /// With nearly white spots that fade out at their borders, as lamps are reflected by wet or oily skin.
  ///
  /// - Parameters:
  ///   - share: of the ellipse that touches the borders which the spots would cover if none overlapped
  ///     another, or the border.
  func withReflections(share: Double, using generator: inout SeededGenerator) -> RGBImage {
    let count = 4
    // In units of half a side.
    let radius = (max(share, 0) / Double(count)).squareRoot()
    let spots = (0..<count).map { _ in
      let distance = 0.8 * generator.nextDouble().squareRoot()
      let angle = 2 * Double.pi * generator.nextDouble()
      return SIMD2(distance * cos(angle), distance * sin(angle))
    }
    let (white, fading): (Double, Double) = (250, 1.3)
    guard radius > 0 else { return self }
    var levels = pixels
    for y in 0..<height {
      for x in 0..<width {
        let place = SIMD2(
          Double(2 * x + 1) / Double(width) - 1, Double(2 * y + 1) / Double(height) - 1)
        let nearest = spots.reduce(Double.infinity) { nearest, spot in
          let way = place - spot
          return min(nearest, (way.x * way.x + way.y * way.y).squareRoot())
        }
        let cover = min(max((fading - nearest / radius) / (fading - 1), 0), 1)
        guard cover > 0 else { continue }
        for channel in 0..<3 {
          let index = 3 * (y * width + x) + channel
          let level = Double(levels[index])
          levels[index] = UInt8(rounding: Float(level + cover * max(white - level, 0)))
        }
      }
    }
    return RGBImage(width: width, height: height, pixels: levels)
  }
}
