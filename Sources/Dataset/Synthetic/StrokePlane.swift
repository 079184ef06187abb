import LesionImage

/// A curved line that gets thinner towards its end; lengths in units of the picture's side.
struct Stroke {
  var start: SIMD2<Float>
  /// Where the curve bends (the control point of a quadratic Bézier curve).
  var bend: SIMD2<Float>
  var end: SIMD2<Float>
  var startWidth: Float
  var endWidth: Float

  /// A stroke in a random direction.
  ///
  /// - Parameter curl: 0 straight to 1 strongly bent.
  static func random(
    from start: SIMD2<Float>, length: Float, curl: Float, width: Float, taper: Float = 0.5,
    _ generator: inout SeededGenerator
  ) -> Stroke {
    let direction = generator.direction()
    return Stroke(
      from: start, towards: direction, length: length, curl: curl, width: width, taper: taper,
      &generator)
  }

  init(
    from start: SIMD2<Float>, towards direction: SIMD2<Float>, length: Float, curl: Float,
    width: Float, taper: Float, _ generator: inout SeededGenerator
  ) {
    self.start = start
    end = start + direction * length
    let sideways = SIMD2(-direction.y, direction.x)
    bend =
      start + direction * (length * generator.uniform(0.3, 0.7)) + sideways
      * (length * curl * generator.uniform(-0.6, 0.6))
    startWidth = width
    endWidth = width * taper
  }

  init(from start: SIMD2<Float>, to end: SIMD2<Float>, width: Float) {
    self.start = start
    self.end = end
    bend = (start + end) / 2
    startWidth = width
    endWidth = width
  }
}

/// How far strokes cover each pixel, 0...1, with smooth edges.
struct StrokePlane {
  private(set) var coverage: Plane

  init(side: Int) {
    coverage = Plane(side: side)
  }

  /// Draws a stroke as a chain of short straight pieces.
  mutating func draw(_ stroke: Stroke) {
    let pieces = 20
    var previous = stroke.start
    for piece in 1...pieces {
      let t = Float(piece) / Float(pieces)
      let towardsBend = stroke.start + (stroke.bend - stroke.start) * t
      let fromBend = stroke.bend + (stroke.end - stroke.bend) * t
      let next = towardsBend + (fromBend - towardsBend) * t
      drawPiece(previous, next, width: DrawingMath.mix(stroke.startWidth, stroke.endWidth, t))
      previous = next
    }
  }

  private mutating func drawPiece(_ start: SIMD2<Float>, _ end: SIMD2<Float>, width: Float) {
    let side = coverage.side
    let scale = Float(side)
    let a = start * scale
    let along = end * scale - a
    let lengthSquare = max((along * along).sum(), 1e-6)
    // Thinner than a pixel, a line gets fainter instead.
    let halfWidth = max(width * scale, 1) / 2
    let strength = min(width * scale, 1)
    let reach = halfWidth + 1
    let low = pointwiseMin(a, a + along) - reach
    let high = pointwiseMax(a, a + along) + reach
    let columns = max(Int(low.x), 0)..<max(min(Int(high.x) + 1, side), max(Int(low.x), 0))
    let rows = max(Int(low.y), 0)..<max(min(Int(high.y) + 1, side), max(Int(low.y), 0))
    for y in rows {
      for x in columns {
        let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - a
        let t = min(max((offset * along).sum() / lengthSquare, 0), 1)
        let away = offset - along * t
        let distance = (away * away).sum().squareRoot()
        let cover = strength * min(max(halfWidth + 0.5 - distance, 0), 1)
        if cover > coverage.values[y * side + x] { coverage.values[y * side + x] = cover }
      }
    }
  }
}
