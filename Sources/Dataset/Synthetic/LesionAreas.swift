import LesionImage

/// Areas of another colour within a lesion: dark blotches, blue-white veil, white regression with
/// grey specks, and redness. The more colours, the more suspicious (C of the ABCD rule).
struct LesionAreas {
  /// What an area holds more, or other, than the lesion around it.
  private enum Kind {
    case blotch, veil, regression, redness, keratinPearls
  }

  private struct Area {
    var kind: Kind
    var center: SIMD2<Float>
    var radius: Float
    var strength: Float
  }

  private let outline: LesionOutline
  private let areas: [Area]
  private let wobble: Plane
  private let detail: Plane
  private let specks: CellTexture

  init(traits: LesionTraits, outline: LesionOutline, _ generator: inout SeededGenerator) {
    self.outline = outline
    let side = outline.reach.side
    wobble = Plane(noiseOn: side, cells: 3 / outline.radius, &generator)
    detail = Plane(noiseOn: side, cells: 11 / outline.radius, &generator)
    specks = CellTexture(cells: 60, disorder: 1, &generator)
    let colors = traits.colorVariety
    var areas: [Area] = []
    func add(
      _ kind: Kind, probability: Float, offset: ClosedRange<Float>, size: ClosedRange<Float>,
      strength: ClosedRange<Float>, _ generator: inout SeededGenerator
    ) {
      let isThere = generator.chance(probability)
      let distance = generator.uniform(offset.lowerBound, offset.upperBound)
      let area = Area(
        kind: kind, center: outline.center + generator.direction() * outline.radius * distance,
        radius: outline.radius * generator.uniform(size.lowerBound, size.upperBound),
        strength: generator.uniform(strength.lowerBound, strength.upperBound))
      if isThere { areas.append(area) }
    }
    let offCenter = 0.15 + 0.65 * traits.asymmetry
    let blotches = 0.25 + 0.5 * traits.structureIrregularity
    add(
      .blotch, probability: blotches, offset: 0...offCenter, size: 0.25...0.6,
      strength: 0.35...1.3, &generator)
    add(
      .blotch, probability: blotches - 0.35, offset: 0.2...0.9, size: 0.15...0.4,
      strength: 0.4...1.5, &generator)
    add(
      .redness, probability: 0.12 + 0.4 * colors, offset: 0...0.7, size: 0.35...0.8,
      strength: 0.15...0.7, &generator)
    add(
      .veil, probability: (colors - 0.3) * 0.8, offset: 0...0.6, size: 0.35...0.75,
      strength: 0.2...0.8, &generator)
    add(
      .regression, probability: (colors - 0.3) * 0.85, offset: 0.1...0.8, size: 0.25...0.6,
      strength: 0.4...0.9, &generator)
    add(
      .keratinPearls, probability: 0.08, offset: 0...0.2, size: 0.9...1.1,
      strength: 0.2...0.5, &generator)
    self.areas = areas
  }

  func paint(_ layers: inout SkinLayers) {
    let side = layers.side
    for area in areas {
      for y in 0..<side {
        for x in 0..<side {
          let pixel = y * side + x
          let cover = outline.coverage.values[pixel]
          guard cover > 0 else { continue }
          let u = (Float(x) + 0.5) / Float(side)
          let v = (Float(y) + 0.5) / Float(side)
          let dx = u - area.center.x
          let dy = v - area.center.y
          let distance = (dx * dx + dy * dy).squareRoot() / area.radius
          let ragged =
            distance + 0.2 * wobble.values[pixel] + 0.12 * detail.values[pixel]
          let share = cover * DrawingMath.smoothStep(1.35, 0.3, ragged)
          if share > 0 { apply(area, share, pixel, u, v, &layers) }
        }
      }
    }
  }

  private func apply(
    _ area: Area, _ share: Float, _ pixel: Int, _ u: Float, _ v: Float, _ layers: inout SkinLayers
  ) {
    let amount = share * area.strength
    switch area.kind {
    case .blotch:
      layers.melanin.values[pixel] += amount * (1 + 0.12 * detail.values[pixel])
      layers.deepPigment.values[pixel] += 0.25 * amount
    case .redness:
      layers.blood.values[pixel] += amount * (1 + 0.25 * detail.values[pixel])
      layers.melanin.values[pixel] *= 1 - 0.45 * share
    case .veil:
      layers.deepPigment.values[pixel] += amount * (1 + 0.2 * detail.values[pixel])
      layers.melanin.values[pixel] *= 1 - 0.4 * share
      layers.haze.values[pixel] += 0.08 * amount
    case .regression:
      layers.melanin.values[pixel] *= 1 - 0.8 * amount
      layers.haze.values[pixel] += 0.22 * amount
      let speck = specks.sample(u, v)
      if speck.identity < 0.35 {
        layers.deepPigment.values[pixel] +=
          0.55 * amount * DrawingMath.smoothStep(0.32, 0.12, speck.nearest)
      }
    case .keratinPearls:
      let pearl = specks.sample(0.45 * u, 0.45 * v)
      if pearl.identity < 0.3 {
        layers.haze.values[pixel] +=
          amount * DrawingMath.smoothStep(0.36, 0.18, pearl.nearest)
      }
    }
  }
}
