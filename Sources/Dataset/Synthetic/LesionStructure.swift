import LesionImage

/// The dermoscopic patterns of a lesion: network lines, globules and dots.
struct LesionStructure {
  private let side: Int
  private let mesh: CellTexture
  private let beads: CellTexture
  private let warpX: Plane
  private let warpY: Plane
  private let presence: Plane
  private let warp: Float
  private let networkStrength: Float
  private let lineWidth: Float
  private let lineUnevenness: Float
  private let beadStrength: Float
  private let beadShare: Float
  private let beadSize: Float
  private let beadSizeSwing: Float
  private let beadsReach: Float

  init(traits: LesionTraits, side: Int, _ generator: inout SeededGenerator) {
    self.side = side
    let irregular = traits.structureIrregularity
    mesh = CellTexture(
      cells: generator.uniform(34, 60), disorder: 0.75 + 0.25 * irregular, &generator)
    beads = CellTexture(cells: generator.uniform(30, 64), disorder: 1, &generator)
    warpX = Plane(noiseOn: side, cells: 45, &generator)
    warpY = Plane(noiseOn: side, cells: 45, &generator)
    presence = Plane(noiseOn: side, cells: 1.5 / traits.radius, &generator)
    warp = 0.004 + 0.004 * irregular
    networkStrength = generator.chance(0.7) ? generator.uniform(0.1, 0.6) : 0
    lineWidth = generator.uniform(0.34, 0.5) + 0.15 * irregular
    lineUnevenness = 0.35 + 0.6 * irregular
    beadStrength = generator.chance(0.45) ? generator.uniform(0.1, 0.6) : 0
    beadShare = generator.uniform(0.08, 0.45)
    beadSize = generator.uniform(0.2, 0.38)
    beadSizeSwing = 0.1 + 0.35 * irregular
    // Irregular globules also lie on and beyond the border.
    beadsReach = 0.85 + 0.3 * irregular
  }

  /// The relative change by the network, negative in its holes, and what globules add.
  @inline(__always)
  func pattern(_ pixel: Int, reach: Float) -> (network: Float, globules: Float) {
    let x = (Float(pixel % side) + 0.5) / Float(side) + warp * warpX.values[pixel]
    let y = (Float(pixel / side) + 0.5) / Float(side) + warp * warpY.values[pixel]
    var network: Float = 0
    if networkStrength > 0 {
      let line = DrawingMath.smoothStep(lineWidth, 0, mesh.sample(x, y).toBorder)
      let local =
        max(0.8 + lineUnevenness * presence.values[pixel], 0)
        * DrawingMath.smoothStep(0.1, 0.7, reach)
      network = networkStrength * local * (line - 0.35)
    }
    var globules: Float = 0
    if beadStrength > 0, reach < beadsReach + 0.15 {
      let bead = beads.sample(x, y)
      if bead.identity < beadShare {
        let size = beadSize * (1 + beadSizeSwing * (bead.identity / beadShare * 2 - 1))
        globules =
          beadStrength * DrawingMath.smoothStep(size + 0.18, size - 0.15, bead.nearest)
          * DrawingMath.smoothStep(beadsReach + 0.15, beadsReach - 0.15, reach)
      }
    }
    return (network, globules)
  }
}
