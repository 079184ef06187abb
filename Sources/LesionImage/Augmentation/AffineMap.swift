/// Where the pixels of a new picture come from in an old one: places in pixels from the old
/// picture's corner, x to the right and y downwards.
struct AffineMap {
  /// The place that the first pixel's centre shows.
  var start: SIMD2<Double>
  /// What a step to the next column changes in the place.
  var column: SIMD2<Double>
  /// What a step to the next row changes in the place.
  var row: SIMD2<Double>

  init(start: SIMD2<Double>, column: SIMD2<Double>, row: SIMD2<Double>) {
    self.start = start
    self.column = column
    self.row = row
  }

  /// The map with the given steps that shows `center` in the middle of a picture of `width` x
  /// `height` pixels.
  init(
    center: SIMD2<Double>, column: SIMD2<Double>, row: SIMD2<Double>, width: Int, height: Int
  ) {
    let left = 0.5 - Double(width) / 2
    let top = 0.5 - Double(height) / 2
    self.init(
      start: SIMD2(
        center.x + column.x * left + row.x * top, center.y + column.y * left + row.y * top),
      column: column, row: row)
  }

  /// The same map into the old picture at another size.
  func scaled(x: Double, y: Double) -> AffineMap {
    let factor = SIMD2(x, y)
    return AffineMap(start: start * factor, column: column * factor, row: row * factor)
  }
}
