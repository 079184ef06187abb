/// A straight or bent line with a soft edge, painted pixel column by pixel column (or row by row, where
/// it is steep), so that no pixel is painted twice.
struct Stroke {
  /// Ends, in pixels from the picture's corner.
  var from: SIMD2<Float>
  var to: SIMD2<Float>
  /// How far the middle bulges across the line, in pixels.
  var bend: Float = 0
  /// In pixels at the first end, and at the second.
  var width: Float
  var endWidth: Float
  /// Width of the soft edge in pixels, at least 1.
  var softness: Float = 1
  var color: SIMD3<UInt8>
  /// In 0...1.
  var opacity: Float

  func paint(on canvas: PictureCanvas) {
    let isFlat = abs(to.x - from.x) >= abs(to.y - from.y)
    // Along the line's longer axis, and across.
    var (start, startAcross) = isFlat ? (from.x, from.y) : (from.y, from.x)
    var (end, endAcross) = isFlat ? (to.x, to.y) : (to.y, to.x)
    var (startWidth, endWidth) = (width, endWidth)
    if start > end {
      swap(&start, &end)
      swap(&startAcross, &endAcross)
      swap(&startWidth, &endWidth)
    }
    let length = end - start
    guard length > 0 else { return }
    let (along, across) =
      isFlat ? (canvas.width, canvas.height) : (canvas.height, canvas.width)
    let slope = (endAcross - startAcross) / length
    for position in PictureCanvas.pixels(start, end, limit: along) {
      let share = min(max((Float(position) + 0.5 - start) / length, 0), 1)
      let center = startAcross + slope * length * share + 4 * bend * share * (1 - share)
      let tangent = slope + 4 * bend * (1 - 2 * share) / length
      let stretch = (1 + tangent * tangent).squareRoot()
      let half = (startWidth + (endWidth - startWidth) * share) / 2
      // A line thinner than a pixel covers a part of it.
      let edge = max(softness, 1)
      let strength = 256 * opacity * min(2 * half / edge, 1)
      let reach = (half + edge / 2) * stretch
      for crossing in PictureCanvas.pixels(center - reach, center + reach, limit: across) {
        let distance = abs(Float(crossing) + 0.5 - center) / stretch
        let cover = min(max((half + edge / 2 - distance) / edge, 0), 1)
        let weight = Int32(cover * strength)
        if isFlat {
          canvas.blend(position, crossing, color, weight)
        } else {
          canvas.blend(crossing, position, color, weight)
        }
      }
    }
  }
}
