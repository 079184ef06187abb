import LesionImage

/// Fills the outline with pigment and blood: how much, how evenly, and in which patterns.
struct LesionPainter {
  let traits: LesionTraits
  let seed: UInt64

  func paint(_ layers: inout SkinLayers) {
    let outline = LesionOutline(traits: traits, side: layers.side, seed: seed)
    var generator = SeededGenerator(seed: seed, stream: DrawingStream.pigment)
    paintBody(&layers, outline, &generator)
    let areas = LesionAreas(traits: traits, outline: outline, &generator)
    areas.paint(&layers)
  }

  private func paintBody(
    _ layers: inout SkinLayers, _ outline: LesionOutline, _ generator: inout SeededGenerator
  ) {
    let side = layers.side
    let variety = Plane(noiseOn: side, cells: 1.7 / outline.radius, &generator)
    let patches = Plane(noiseOn: side, cells: 5 / outline.radius, &generator)
    let speckle = Plane(noiseOn: side, cells: generator.uniform(50, 90), &generator)
    let profile = Profile(&generator)
    let structure = LesionStructure(traits: traits, side: side, &generator)
    let redness = generator.uniform(0, 0.35) + generator.nextUnit() * generator.uniform(0, 0.7)
    let halo = generator.chance(0.3) ? generator.uniform(0.03, 0.16) : 0
    let unevenness = 0.07 + 0.26 * traits.colorVariety * generator.uniform(0.5, 1.3)
    let patchiness = generator.uniform(0.04, 0.14) + 0.13 * traits.structureIrregularity
    let graininess = generator.uniform(0.03, 0.14)
    // A mole on dark skin is dark too: what it adds grows with the skin's own melanin.
    let amount = traits.pigmentation

    for pixel in 0..<(side * side) {
      let reach = outline.reach.values[pixel]
      guard reach < 2 else { continue }
      let cover = outline.coverage.values[pixel]
      let pattern = structure.pattern(pixel, reach: reach)
      let density =
        profile.value(at: reach)
        * (1 + unevenness * variety.values[pixel] + patchiness * patches.values[pixel]
          + graininess * speckle.values[pixel]) * (1 + pattern.network)
      layers.melanin.values[pixel] +=
        amount * (cover * max(density, 0.06) + pattern.globules * min(1, 0.25 + cover))
      layers.blood.values[pixel] +=
        cover * redness * (1 + 0.3 * variety.values[pixel] + 0.2 * patches.values[pixel])
        + halo * DrawingMath.smoothStep(1.6, 0.9, reach)
    }
  }

  /// How the pigment changes from the centre to the border.
  private struct Profile {
    let center: Float
    let slope: Float

    init(_ generator: inout SeededGenerator) {
      // From a dark centre to a dark rim; most moles are even or darker in the middle.
      slope = generator.uniform(-0.75, 0.3)
      center = 1 - slope * 0.5
    }

    @inline(__always)
    func value(at reach: Float) -> Float {
      center + slope * min(reach * reach, 1.3)
    }
  }
}
