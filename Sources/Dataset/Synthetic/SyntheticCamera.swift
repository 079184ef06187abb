import LesionImage

/// The dermatoscope and its camera: lamp, vignette, field of view, colour balance, exposure, focus and
/// noise.
struct SyntheticCamera {
  let seed: UInt64

  func photograph(_ scene: LightPlanes) -> RGBImage {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.camera)
    let side = scene.side
    let illumination = illumination(side: side, &generator)
    let fieldOfView = fieldOfView(side: side, &generator)
    let warmth = generator.spread() * 0.055
    let tint = generator.spread() * 0.035
    let exposure = generator.uniform(0.86, 1.16)
    let gains = SIMD3(1 + warmth, 1 - tint, 1 - warmth + tint) * exposure
    // Light scattered in the instrument: black never is quite black.
    let glare = generator.uniform(0.015, 0.07)
    let contrast = generator.uniform(0.9, 1.15)
    let blur = generator.chance(0.35) ? generator.uniform(0.1, 0.8) : 0
    let grainSize = generator.uniform(0.45, 0.9)
    let noise = generator.uniform(0.003, 0.012)
    let grain = Plane(noiseOn: side, cells: Float(side) * grainSize, &generator)
    let colorGrain = Plane(noiseOn: side, cells: Float(side) * 0.3, &generator)

    var channels = [scene.red, scene.green, scene.blue]
    for index in channels.indices {
      if blur > 0 { channels[index].soften(by: blur) }
      let colorNoise: Float = [0.6, -0.3, 0.6][index] * noise
      for pixel in 0..<(side * side) {
        var value = channels[index].values[pixel] * gains[index] * illumination.values[pixel]
        value = 0.55 + (value - 0.55) * contrast
        value = DrawingMath.mix(value, 0.75, glare)
        value += noise * grain.values[pixel] + colorNoise * colorGrain.values[pixel]
        channels[index].values[pixel] = value
      }
    }
    let outside = fieldOfView.outsideColor
    return RGBImage(width: side, height: side) { pixels in
      for pixel in 0..<(side * side) {
        let inside = fieldOfView.inside.values[pixel]
        for index in 0..<3 {
          let value = DrawingMath.mix(outside, channels[index].values[pixel], inside)
          pixels[3 * pixel + index] = UInt8((min(max(softClipped(value), 0), 1) * 255).rounded())
        }
      }
    }
  }

  /// Cameras let highlights run out gently instead of cutting them.
  @inline(__always)
  private func softClipped(_ value: Float) -> Float {
    let knee: Float = 0.88
    guard value > knee else { return value }
    let excess = (value - knee) / (1 - knee)
    return knee + (1 - knee) * (excess / (1 + 0.7 * excess)) * 0.98
  }

  /// A lamp off the middle, and darker towards the corners.
  private func illumination(side: Int, _ generator: inout SeededGenerator) -> Plane {
    let slope = generator.direction() * generator.uniform(0, 0.16)
    let vignette = generator.chance(0.6) ? generator.uniform(0.1, 0.75) : 0.04
    let center = SIMD2(
      0.5 + 0.05 * generator.spread(), 0.5 + 0.05 * generator.spread())
    var plane = Plane(side: side)
    for y in 0..<side {
      for x in 0..<side {
        let offset = SIMD2((Float(x) + 0.5) / Float(side), (Float(y) + 0.5) / Float(side)) - center
        let square = (offset * offset).sum()
        plane.values[y * side + x] =
          (1 + (offset * slope).sum())
          * max(1 - vignette * (0.35 * square + 1.6 * square * square), 0)
      }
    }
    return plane
  }

  /// The round opening of the instrument, where it shows.
  private func fieldOfView(
    side: Int, _ generator: inout SeededGenerator
  ) -> (inside: Plane, outsideColor: Float) {
    let isVisible = generator.chance(0.15)
    let radius = generator.uniform(0.52, 0.72)
    let edge = generator.uniform(0.003, 0.02)
    let center = SIMD2(
      0.5 + generator.uniform(-0.04, 0.04), 0.5 + generator.uniform(-0.04, 0.04))
    let color: Float = generator.chance(0.12) ? 1 : generator.uniform(0, 0.05)
    guard isVisible else { return (Plane(side: side, filledWith: 1), color) }
    var plane = Plane(side: side)
    for y in 0..<side {
      for x in 0..<side {
        let offset = SIMD2((Float(x) + 0.5) / Float(side), (Float(y) + 0.5) / Float(side)) - center
        let distance = (offset * offset).sum().squareRoot()
        plane.values[y * side + x] = DrawingMath.smoothStep(radius + edge, radius - edge, distance)
      }
    }
    return (plane, color)
  }
}

extension Plane {
  /// A 3x3 blur, mixed with the sharp picture.
  fileprivate mutating func soften(by share: Float) {
    let sharp = values
    for y in 0..<side {
      let above = max(y - 1, 0) * side
      let below = min(y + 1, side - 1) * side
      let row = y * side
      for x in 0..<side {
        let left = max(x - 1, 0)
        let right = min(x + 1, side - 1)
        let cross = sharp[row + left] + sharp[row + right] + sharp[above + x] + sharp[below + x]
        let corners =
          sharp[above + left] + sharp[above + right] + sharp[below + left] + sharp[below + right]
        let blurred = sharp[row + x] * 0.25 + cross * 0.125 + corners * 0.0625
        values[row + x] = DrawingMath.mix(sharp[row + x], blurred, share)
      }
    }
  }
}
