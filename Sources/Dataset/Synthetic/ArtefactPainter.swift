import LesionImage

/// What lies between the skin and the camera: hair, rulers, bubbles in the gel, glints, and the marks
/// of a surgeon's pen. None of it depends on the class.
struct ArtefactPainter {
  let patient: PatientTraits
  let seed: UInt64

  func paint(_ light: inout LightPlanes) {
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.artefacts)
    if generator.chance(0.05) { paintPen(&light, &generator) }
    paintHair(&light, &generator)
    if generator.chance(0.16) { paintRuler(&light, &generator) }
    if generator.chance(0.12) { paintBubbles(&light, &generator) }
    if generator.chance(0.4) { paintGlints(&light, &generator) }
  }

  private func lay(
    _ strokes: StrokePlane, _ color: SIMD3<Float>, opacity: Float, on light: inout LightPlanes
  ) {
    for (pixel, cover) in strokes.coverage.values.enumerated() where cover > 0 {
      light.blend(pixel, color, cover * opacity)
    }
  }

  private func paintHair(_ light: inout LightPlanes, _ generator: inout SeededGenerator) {
    let count = Int(patient.hairiness * 46 * generator.uniform(0.4, 1.2))
    var shadows = StrokePlane(side: light.side)
    var hairs = StrokePlane(side: light.side)
    let main = generator.direction()
    let wildness = generator.uniform(0.2, 1)
    let thickness = generator.uniform(0.002, 0.0065)
    for _ in 0..<count {
      let other = generator.direction()
      let mixed = main + other * wildness
      let direction = mixed / max((mixed * mixed).sum().squareRoot(), 0.05)
      let start = SIMD2(generator.uniform(-0.2, 1.1), generator.uniform(-0.2, 1.1))
      let width = thickness * generator.uniform(0.6, 1.4)
      let hair = Stroke(
        from: start, towards: direction, length: generator.uniform(0.3, 1.3),
        curl: generator.uniform(0.1, 1), width: width, taper: 0.35, &generator)
      hairs.draw(hair)
      var shadow = hair
      let shift = SIMD2<Float>(repeating: width * 0.7)
      (shadow.start, shadow.bend, shadow.end) = (
        hair.start + shift, hair.bend + shift, hair.end + shift
      )
      shadows.draw(shadow)
    }
    // Stubble: shaved hairs, short and dark.
    if generator.chance(0.08) {
      for _ in 0..<(10 + generator.next(below: 60)) {
        let start = SIMD2(generator.nextUnit(), generator.nextUnit())
        let length = generator.uniform(0.01, 0.035)
        hairs.draw(
          Stroke(
            from: start, towards: main, length: length, curl: 0.2, width: thickness, taper: 0.6,
            &generator))
      }
    }
    let melanin = patient.hairMelanin
    let color = SIMD3(
      0.75 * DrawingMath.exp(-0.62 * melanin), 0.62 * DrawingMath.exp(-0.78 * melanin),
      0.45 * DrawingMath.exp(-0.85 * melanin))
    lay(shadows, color, opacity: 0.22, on: &light)
    lay(hairs, color, opacity: generator.uniform(0.65, 0.92), on: &light)
  }

  private func paintRuler(_ light: inout LightPlanes, _ generator: inout SeededGenerator) {
    var strokes = StrokePlane(side: light.side)
    let lengthwise = generator.chance(0.5) ? SIMD2<Float>(1, 0) : SIMD2<Float>(0, 1)
    let tilt = generator.uniform(-0.25, 0.25)
    let tilted = lengthwise + SIMD2(-lengthwise.y, lengthwise.x) * tilt
    let along = tilted / (tilted * tilted).sum().squareRoot()
    let across = SIMD2(-along.y, along.x)
    let inset = generator.uniform(0.08, 0.2)
    let origin =
      along * generator.uniform(0.05, 0.3) + SIMD2(abs(across.x), abs(across.y))
      * (generator.chance(0.5) ? inset : 1 - inset)
    let spacing = generator.uniform(0.03, 0.06)
    let count = 9 + generator.next(below: 6)
    let tick = generator.uniform(0.012, 0.03)
    for index in 0..<count {
      let place = origin + along * (spacing * Float(index))
      let length = index % 5 == 0 ? 2 * tick : tick
      strokes.draw(Stroke(from: place, to: place + across * length, width: 0.004))
    }
    if generator.chance(0.5) {
      strokes.draw(
        Stroke(from: origin, to: origin + along * (spacing * Float(count - 1)), width: 0.003))
    }
    let ink = generator.uniform(0.08, 0.25)
    lay(strokes, SIMD3(ink, ink, ink * 1.1), opacity: generator.uniform(0.5, 0.9), on: &light)
  }

  private func paintBubbles(_ light: inout LightPlanes, _ generator: inout SeededGenerator) {
    for _ in 0..<(1 + generator.next(below: 7)) {
      let center = SIMD2(generator.nextUnit(), generator.nextUnit()) * Float(light.side)
      let radius = generator.uniform(0.008, 0.05) * Float(light.side)
      let glint = generator.direction()
      let rim = max(radius * 0.14, 0.8)
      forEachPixel(around: center, radius: radius + 2, side: light.side) { pixel, offset in
        let distance = (offset * offset).sum().squareRoot()
        let onRim = max(1 - abs(distance - radius) / rim, 0)
        let facing = (offset * glint).sum() / max(distance, 1)
        light.blend(pixel, SIMD3(0.12, 0.10, 0.10), onRim * (0.22 - 0.18 * facing))
        light.blend(pixel, SIMD3(1, 0.99, 0.97), onRim * max(facing, 0) * 0.75)
      }
    }
  }

  /// Small white reflections of the lamp.
  private func paintGlints(_ light: inout LightPlanes, _ generator: inout SeededGenerator) {
    for _ in 0..<generator.next(below: 40) {
      let center = SIMD2(generator.nextUnit(), generator.nextUnit()) * Float(light.side)
      let radius = generator.uniform(0.0015, 0.006) * Float(light.side)
      let opacity = generator.uniform(0.15, 0.7)
      forEachPixel(around: center, radius: radius + 1, side: light.side) { pixel, offset in
        let distance = (offset * offset).sum().squareRoot()
        let share = min(max(radius + 0.5 - distance, 0), 1)
        light.blend(pixel, SIMD3(1, 0.98, 0.95), share * opacity)
      }
    }
  }

  private func paintPen(_ light: inout LightPlanes, _ generator: inout SeededGenerator) {
    var strokes = StrokePlane(side: light.side)
    let corner = SIMD2<Float>(
      generator.chance(0.5) ? 0.1 : 0.9, generator.chance(0.5) ? 0.12 : 0.88)
    for _ in 0..<(2 + generator.next(below: 5)) {
      let start = corner + SIMD2(generator.uniform(-0.08, 0.08), generator.uniform(-0.08, 0.08))
      strokes.draw(
        .random(
          from: start, length: generator.uniform(0.12, 0.3), curl: 0.5,
          width: generator.uniform(0.012, 0.028), taper: 0.9, &generator))
    }
    let patchy = Plane(noiseOn: light.side, cells: 70, &generator)
    for (pixel, cover) in strokes.coverage.values.enumerated() where cover > 0 {
      let share = cover * min(max(0.62 + 0.3 * patchy.values[pixel], 0), 0.95)
      light.blend(pixel, SIMD3(0.33, 0.22, 0.55), share)
    }
  }

  private func forEachPixel(
    around center: SIMD2<Float>, radius: Float, side: Int,
    _ body: (_ pixel: Int, _ offset: SIMD2<Float>) -> Void
  ) {
    let columns = max(Int(center.x - radius), 0)...min(Int(center.x + radius) + 1, side - 1)
    let rows = max(Int(center.y - radius), 0)...min(Int(center.y + radius) + 1, side - 1)
    for y in rows {
      for x in columns {
        body(y * side + x, SIMD2(Float(x) + 0.5, Float(y) + 0.5) - center)
      }
    }
  }
}
