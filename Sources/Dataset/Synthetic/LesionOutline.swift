import LesionImage

/// Where the lesion lies: up to three lobes with wavy borders, seen through warped coordinates.
struct LesionOutline {
  /// At each pixel, the distance from the centre as a part of the distance to the border: 1 on it.
  let reach: Plane
  /// Share of lesion in each pixel: 1 inside, 0 outside, with a soft edge between.
  let coverage: Plane
  /// The middle of the main lobe, in units of the picture's side.
  let center: SIMD2<Float>
  /// The main lobe's mean radius in the same units.
  let radius: Float

  private struct Lobe {
    var center: SIMD2<Float>
    var radius: Float
    /// The unit vector along the longer axis, and how much longer it is.
    var axis: SIMD2<Float>
    var elongation: Float
    /// Complex amplitudes of 2, 3, ... waves around the border.
    var waves: [SIMD2<Float>]

    /// Distance from the centre in units of the border's distance in this direction.
    @inline(__always)
    func reach(_ point: SIMD2<Float>) -> Float {
      let offset = point - center
      let along = (offset * axis).sum() / elongation
      let across = (offset.y * axis.x - offset.x * axis.y) * elongation
      let distance = (along * along + across * across).squareRoot()
      let unit = SIMD2(along, across) / max(distance, 1e-6)
      // Powers of the unit vector as a complex number give the cosine and sine of n times its angle.
      var power = unit
      var border: Float = 1
      for wave in waves {
        power = SIMD2(power.x * unit.x - power.y * unit.y, power.x * unit.y + power.y * unit.x)
        border += (wave * power).sum()
      }
      return distance / (radius * max(border, 0.3))
    }
  }

  init(traits: LesionTraits, side: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.outline)
    let radius = traits.radius
    let room = max(0.5 - radius, 0) * 0.45
    let center = SIMD2(0.5 + room * generator.spread() * 0.5, 0.5 + room * generator.spread() * 0.5)
    let lobes = Self.lobes(traits, center, radius, &generator)
    let irregular = traits.borderIrregularity

    let coarseX = Plane(noiseOn: side, cells: 1.6 / radius, &generator)
    let coarseY = Plane(noiseOn: side, cells: 1.6 / radius, &generator)
    let fineX = Plane(noiseOn: side, cells: 6 / radius, &generator)
    let fineY = Plane(noiseOn: side, cells: 6 / radius, &generator)
    let fringe = Plane(noiseOn: side, cells: 11 / radius, &generator)
    let softness = Plane(noiseOn: side, cells: 1.2 / radius, &generator)
    let coarse = radius * (0.04 + 0.10 * irregular)
    let fine = radius * (0.02 + 0.035 * irregular)
    let edge = generator.uniform(0.1, 0.5) * (1.15 - 0.55 * irregular)
    let edgeSwing = 0.25 + 0.3 * irregular

    var reach = Plane(side: side)
    var coverage = Plane(side: side)
    for y in 0..<side {
      for x in 0..<side {
        let pixel = y * side + x
        let point = SIMD2(
          (Float(x) + 0.5) / Float(side) + coarse * coarseX.values[pixel]
            + fine * fineX.values[pixel],
          (Float(y) + 0.5) / Float(side) + coarse * coarseY.values[pixel]
            + fine * fineY.values[pixel])
        var nearest = lobes[0].reach(point)
        for lobe in lobes.dropFirst() {
          nearest = Self.smoothMinimum(nearest, lobe.reach(point))
        }
        let width = edge * max(1 + edgeSwing * softness.values[pixel], 0.3)
        let ragged = nearest + (0.04 + 0.17 * width) * fringe.values[pixel]
        reach.values[pixel] = nearest
        coverage.values[pixel] = DrawingMath.smoothStep(1 + width, 1 - width, ragged)
      }
    }
    self.reach = reach
    self.coverage = coverage
    self.center = center
    self.radius = radius
  }

  private static func lobes(
    _ traits: LesionTraits, _ center: SIMD2<Float>, _ radius: Float,
    _ generator: inout SeededGenerator
  ) -> [Lobe] {
    let asymmetry = traits.asymmetry
    func lobe(_ center: SIMD2<Float>, _ radius: Float, _ generator: inout SeededGenerator) -> Lobe {
      let waves = (2...8).map { count -> SIMD2<Float> in
        // Low waves make the whole shape lopsided, high ones notch the border.
        let trait = count < 4 ? asymmetry : traits.borderIrregularity
        let amplitude = (0.03 + 0.30 * trait) / Float(count)
        return generator.direction() * amplitude * generator.nextUnit()
      }
      return Lobe(
        center: center, radius: radius, axis: generator.direction(),
        elongation: 1 + 0.25 * generator.nextUnit() * (0.6 + asymmetry), waves: waves)
    }
    var lobes = [lobe(center, radius, &generator)]
    for threshold in [Float(0.35), 0.6] {
      let excess = asymmetry - threshold
      let isThere = generator.chance(max(excess, 0) * 2.2)
      let place = center + generator.direction() * radius * generator.uniform(0.55, 1)
      let extra = lobe(place, radius * generator.uniform(0.35, 0.7), &generator)
      if isThere { lobes.append(extra) }
    }
    return lobes
  }

  /// The smaller of two distances, rounded where they are alike, so that lobes flow together.
  @inline(__always)
  private static func smoothMinimum(_ a: Float, _ b: Float) -> Float {
    let blend = max(0.3 - abs(a - b), 0) / 0.3
    return min(a, b) - blend * blend * 0.075
  }
}
