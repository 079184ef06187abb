/// Borrowed pixels that are painted on: interleaved RGB in rows from the top.
struct PictureCanvas {
  let pixels: UnsafeMutablePointer<UInt8>
  let width: Int
  let height: Int

  /// Mixes a colour into a pixel inside the picture; 256 replaces it.
  @inline(__always)
  func blend(_ x: Int, _ y: Int, _ color: SIMD3<UInt8>, _ weight: Int32) {
    let pixel = pixels + 3 * (y &* width &+ x)
    @inline(__always) func mix(_ channel: Int, _ level: UInt8) {
      let old = Int32(pixel[channel])
      let change = ((Int32(level) &- old) &* weight &+ 128) >> 8
      pixel[channel] = UInt8(truncatingIfNeeded: old &+ change)
    }
    mix(0, color.x)
    mix(1, color.y)
    mix(2, color.z)
  }

  /// Paints a rectangle inside the picture.
  func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ color: SIMD3<UInt8>) {
    for y in rows {
      var pixel = pixels + 3 * (y * width + columns.lowerBound)
      for _ in columns {
        pixel[0] = color.x
        pixel[1] = color.y
        pixel[2] = color.z
        pixel += 3
      }
    }
  }

  /// A filled circle with an edge one pixel wide, centred at a place counted from the corner.
  func disc(x: Float, y: Float, radius: Float, _ color: SIMD3<UInt8>, opacity: Float) {
    let outer = radius + 0.5
    let inner = max(radius - 0.5, 0)
    let weight = 256 * opacity
    let slope = weight / (outer * outer - inner * inner)
    for row in Self.pixels(y - outer, y + outer, limit: height) {
      let down = Float(row) + 0.5 - y
      for column in Self.pixels(x - outer, x + outer, limit: width) {
        let across = Float(column) + 0.5 - x
        let excess = outer * outer - (across * across + down * down)
        blend(column, row, color, Int32(min(max(excess * slope, 0), weight)))
      }
    }
  }

  /// The mean colour of a regular grid of pixels.
  var meanColor: SIMD3<UInt8> {
    let mean = PictureStatistics(pixels, width: width, height: height).mean
    func level(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
    return SIMD3(level(mean.x), level(mean.y), level(mean.z))
  }

  /// The pixels of an axis that two places enclose.
  static func pixels(_ first: Float, _ last: Float, limit: Int) -> Range<Int> {
    let size = Float(limit)
    let start = Int(min(max(first.rounded(.down), 0), size))
    let end = Int(min(max(last.rounded(.up), 0), size))
    return start..<max(start, end)
  }
}
