extension StrongAugmentation {
  /// Where the new picture's pixels come from.
  func map(width: Int, height: Int, targetWidth: Int, targetHeight: Int) -> AffineMap {
    let size = SIMD2(Double(width), Double(height))
    let shown = SIMD2(Double(part.width), Double(part.height)) * size
    let center = (SIMD2(Double(part.x), Double(part.y))) * size + shown / 2
    // Unturned steps: across and down the part, then whatever the switches make of them.
    let stepX = mirrorsColumns ? -shown.x : shown.x
    let stepY = mirrorsRows ? -shown.y : shown.y
    var column = SIMD2(stepX, 0)
    var row = SIMD2(0, stepY)
    if transposes { swap(&column, &row) }
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: Double(rotation))
    let shear = Double(shear)
    func turned(_ step: SIMD2<Double>) -> SIMD2<Double> {
      let leaned = step.x + shear * step.y
      return SIMD2(cosine * leaned - sine * step.y, sine * leaned + cosine * step.y)
    }
    return AffineMap(
      center: center, column: turned(column) / Double(targetWidth),
      row: turned(row) / Double(targetHeight), width: targetWidth, height: targetHeight)
  }
}

extension AffineMap {
  /// New pixels for each old one along a side, in the geometric mean.
  var enlargement: Float {
    let area = abs(column.x * row.y - column.y * row.x)
    return area > 0 ? Float(1 / area.squareRoot()) : 1
  }

  /// Paints the pixels that come from outside a picture of `width` x `height`.
  func fillOutside(width: Int, height: Int, _ color: SIMD3<UInt8>, on canvas: PictureCanvas) {
    for y in 0..<canvas.height {
      let place = start + Double(y) * row
      let inside = Self.columns(place.x, column.x, Double(width), canvas.width)
        .clamped(to: Self.columns(place.y, column.y, Double(height), canvas.width))
      canvas.fill(0..<inside.lowerBound, y..<y + 1, color)
      canvas.fill(inside.upperBound..<canvas.width, y..<y + 1, color)
    }
  }

  /// The columns whose places on one axis lie in 0...end.
  private static func columns(
    _ start: Double, _ step: Double, _ end: Double, _ count: Int
  ) -> Range<Int> {
    guard abs(step) > 1e-12 else { return start >= 0 && start <= end ? 0..<count : 0..<0 }
    let first = min(-start / step, (end - start) / step)
    let last = max(-start / step, (end - start) / step)
    let limit = Double(count)
    let lower = Int(min(max(first.rounded(.up), 0), limit))
    let upper = Int(min(max(last.rounded(.down) + 1, 0), limit))
    return lower..<max(lower, upper)
  }
}
