import LesionImage

/// Skin without the lesion: tone, mottling, furrows, fine grain, freckles and small vessels.
struct SkinPainter {
  let patient: PatientTraits
  let seed: UInt64

  func paint(_ layers: inout SkinLayers) {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.skin)
    let side = layers.side
    let broad = Plane(noiseOn: side, cells: generator.uniform(3, 6), &generator)
    let mottle = Plane(noiseOn: side, cells: generator.uniform(14, 26), &generator)
    let flush = Plane(noiseOn: side, cells: generator.uniform(7, 16), &generator)
    let pores = Plane(noiseOn: side, cells: 44, &generator)
    let grain = Plane(noiseOn: side, cells: 110, &generator)
    let furrows = CellTexture(cells: generator.uniform(22, 40), disorder: 0.9, &generator)
    let furrowDirection = generator.direction()
    let furrowDepth = generator.uniform(0.015, 0.07)
    let stretch = generator.uniform(1, 2.2)
    let unevenness = generator.uniform(0.3, 1.15)
    let base = patient.skinMelanin
    let melaninSwing = (0.025 + 0.08 * base) * unevenness

    for y in 0..<side {
      for x in 0..<side {
        let pixel = y * side + x
        let u = (Float(x) + 0.5) / Float(side) - 0.5
        let v = (Float(y) + 0.5) / Float(side) - 0.5
        // Furrows run mostly one way: the cells are stretched along their direction.
        let along = (u * furrowDirection.x + v * furrowDirection.y) / stretch
        let across = v * furrowDirection.x - u * furrowDirection.y
        let cell = furrows.sample(
          along + 0.5 + 0.006 * mottle.values[pixel], across + 0.5 + 0.006 * flush.values[pixel])
        let furrow = DrawingMath.smoothStep(0.22, 0, cell.toBorder)
        layers.melanin.values[pixel] =
          base + melaninSwing
          * (broad.values[pixel] + 0.6 * mottle.values[pixel] + 0.5 * pores.values[pixel])
          + 0.022 * grain.values[pixel] + furrowDepth * (furrow - 0.25) * (0.4 + base)
        layers.blood.values[pixel] =
          patient.skinBlood
          * (1 + unevenness * (0.16 * flush.values[pixel] + 0.10 * pores.values[pixel]))
          + 0.025 * unevenness * mottle.values[pixel] + 0.012 * grain.values[pixel]
        layers.haze.values[pixel] = 0.5 * furrowDepth * furrow
      }
    }
    if patient.sunDamage > 0 { paintSunSpots(&layers, &generator) }
    if generator.chance(0.25) { paintVessels(&layers, &generator) }
  }

  /// Freckles and sun spots: hills of noise above a level that leaves fewer or more of them.
  private func paintSunSpots(_ layers: inout SkinLayers, _ generator: inout SeededGenerator) {
    let side = layers.side
    let small = Plane(noiseOn: side, cells: generator.uniform(16, 34), &generator)
    let large = Plane(noiseOn: side, cells: generator.uniform(5, 9), &generator)
    let fine = Plane(noiseOn: side, cells: 70, &generator)
    let strength = 0.15 + 0.4 * patient.sunDamage
    let level = 1.9 - 1.2 * patient.sunDamage
    for pixel in 0..<(side * side) {
      let height =
        small.values[pixel] + 0.8 * large.values[pixel] + 0.35 * fine.values[pixel]
      layers.melanin.values[pixel] += strength * DrawingMath.smoothStep(level, level + 2.4, height)
    }
  }

  /// Thin red branches.
  private func paintVessels(_ layers: inout SkinLayers, _ generator: inout SeededGenerator) {
    var strokes = StrokePlane(side: layers.side)
    for _ in 0..<(4 + generator.next(below: 14)) {
      let start = SIMD2(generator.nextUnit(), generator.nextUnit())
      strokes.draw(
        .random(
          from: start, length: generator.uniform(0.03, 0.14), curl: 0.5,
          width: generator.uniform(0.002, 0.005), &generator))
    }
    for pixel in strokes.coverage.values.indices {
      layers.blood.values[pixel] += 0.4 * strokes.coverage.values[pixel]
    }
  }
}
