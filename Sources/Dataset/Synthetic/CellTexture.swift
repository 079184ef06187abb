import LesionImage

/// Scattered points and the cells around them (Worley, SIGGRAPH 1996): the meshes of a pigment
/// network, globules, and the furrows of the skin.
struct CellTexture {
  /// What lies at one place. Lengths are in units of the mean distance between points.
  struct Sample {
    /// Distance to the nearest point.
    var nearest: Float
    /// How much farther the next point is: 0 on the line between two cells.
    var toBorder: Float
    /// A number in 0..<1 that belongs to the nearest point.
    var identity: Float
  }

  private let cells: Int
  private let scale: Float
  private let points: [SIMD3<Float>]

  /// - Parameters:
  ///   - cells: points along a picture's side.
  ///   - disorder: 0 a square grid to 1 scattered.
  init(cells: Float, disorder: Float, _ generator: inout SeededGenerator) {
    scale = cells
    // Places up to half a picture outside are asked for, where coordinates are warped.
    self.cells = Int(cells.rounded(.up)) * 2 + 4
    points = (0..<(self.cells * self.cells)).map { _ in
      SIMD3(
        0.5 + disorder * generator.uniform(-0.5, 0.5),
        0.5 + disorder * generator.uniform(-0.5, 0.5),
        generator.nextUnit())
    }
  }

  /// The cell at a place in units of the picture's side, -.5...1.5 both ways.
  @inline(__always)
  func sample(_ x: Float, _ y: Float) -> Sample {
    let gridX = (x + 0.5) * scale + 1
    let gridY = (y + 0.5) * scale + 1
    let column = min(max(Int(gridX), 1), cells - 2)
    let row = min(max(Int(gridY), 1), cells - 2)
    var nearest = Float(1e9)
    var second = Float(1e9)
    var identity = Float(0)
    points.withUnsafeBufferPointer { points in
      for neighborRow in (row - 1)...(row + 1) {
        for neighborColumn in (column - 1)...(column + 1) {
          let point = points[neighborRow * cells + neighborColumn]
          let dx = Float(neighborColumn) + point.x - gridX
          let dy = Float(neighborRow) + point.y - gridY
          let square = dx * dx + dy * dy
          if square < nearest {
            second = nearest
            nearest = square
            identity = point.z
          } else if square < second {
            second = square
          }
        }
      }
    }
    let distance = nearest.squareRoot()
    return Sample(
      nearest: distance, toBorder: second.squareRoot() - distance, identity: identity)
  }
}
