import LesionImage

/// One value for each pixel of a square picture.
struct Plane: Sendable {
  let side: Int
  var values: [Float]

  init(side: Int, filledWith value: Float = 0) {
    self.side = side
    values = [Float](repeating: value, count: side * side)
  }

  /// Smooth random hills of mean 0 and variance 1: random numbers on a square grid, joined by uniform
  /// cubic B-splines.
  ///
  /// - Parameter cells: grid cells along each side: the number of hills and valleys is about half.
  init(noiseOn side: Int, cells: Float, _ generator: inout SeededGenerator) {
    self.init(side: side)
    // Three more nodes than cells, because four nodes shape each cell.
    let count = Int(cells.rounded(.up)) + 4
    let nodes = (0..<(count * count)).map { _ in generator.uniform(-1, 1) }
    let weights = Self.splineWeights(side: side, cells: cells)
    // First along rows, then along columns: eight products a pixel instead of sixteen.
    var rows = [Float](repeating: 0, count: count * side)
    for row in 0..<count {
      for x in 0..<side {
        let (first, w) = weights[x]
        let start = row * count + first
        rows[row * side + x] =
          nodes[start] * w.x + nodes[start + 1] * w.y + nodes[start + 2] * w.z
          + nodes[start + 3] * w.w
      }
    }
    // A uniform value has variance 1/3, and the spline's squared weights sum to .2298 on average.
    let gain: Float = 3.6132
    values.withUnsafeMutableBufferPointer { values in
      rows.withUnsafeBufferPointer { rows in
        for y in 0..<side {
          let (first, weight) = weights[y]
          let w = weight * gain
          let start = first * side
          for x in 0..<side {
            values[y * side + x] =
              rows[start + x] * w.x + rows[start + side + x] * w.y
              + rows[start + 2 * side + x] * w.z + rows[start + 3 * side + x] * w.w
          }
        }
      }
    }
  }

  /// For each pixel along a side, the first of its four nodes and their weights.
  private static func splineWeights(side: Int, cells: Float) -> [(Int, SIMD4<Float>)] {
    (0..<side).map { pixel in
      let position = (Float(pixel) + 0.5) / Float(side) * cells
      let cell = position.rounded(.down)
      let t = position - cell
      let u = 1 - t
      let weights = SIMD4(
        u * u * u, 3 * t * t * t - 6 * t * t + 4, 3 * u * u * u - 6 * u * u + 4, t * t * t)
      return (Int(cell), weights / 6)
    }
  }
}
