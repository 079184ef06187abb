/// The colours of what surrounds the lesion, and of what shines.
struct SkinColors {
  /// How far the light's colour is from that of ordinary pictures of skin: the distance, in shares of
  /// the light, between the mean colour around the lesion and `typical`. 0 where no skin is seen.
  var cast: Float = 0
  /// The share of the ellipse that touches the picture's borders whose pixels are nearly white in every
  /// channel: reflected lamps, bubbles, white rulers. 0...1.
  var glareShare: Float = 0

  /// Shares of red and blue in the light of skin: medians of ISIC 2020, HAM10000 and smartphone
  /// photographs lie within 0.02.
  static var typical: (red: Float, blue: Float) { (0.40, 0.29) }
  /// The darkest channel of what is nearly white; skin's blue stays below.
  private static var whiteLevel: UInt8 { 228 }

  init(_ image: RGBImage, _ plane: LevelPlane, around lesion: LesionExtent) {
    var (red, green, blue, white, inside) = (0, 0, 0, 0, 0)
    let lightest = LesionExtent.ceiling
    let darkest = max(lesion.floor, lesion.threshold + 1)
    image.pixels.withUnsafeBufferPointer { pixels in
      plane.levels.withUnsafeBufferPointer { levels in
        for y in 0..<image.height {
          let columns = Self.ellipse(y, width: image.width, height: image.height)
          inside += columns.count
          for x in 0..<image.width {
            let index = y * image.width + x
            let (r, g, b) = (pixels[3 * index], pixels[3 * index + 1], pixels[3 * index + 2])
            if columns.contains(x) && min(min(r, g), b) >= Self.whiteLevel { white += 1 }
            let level = Int(levels[index])
            guard level >= darkest, level <= lightest else { continue }
            red += Int(r)
            green += Int(g)
            blue += Int(b)
          }
        }
      }
    }
    if inside > 0 { glareShare = Float(white) / Float(inside) }
    let light = Float(red + green + blue)
    guard light > 0 else { return }
    let redness = Float(red) / light - Self.typical.red
    let blueness = Float(blue) / light - Self.typical.blue
    cast = (redness * redness + blueness * blueness).squareRoot()
  }

  /// The columns of row `y` that lie in the ellipse.
  private static func ellipse(_ y: Int, width: Int, height: Int) -> Range<Int> {
    let v = Double(2 * y + 1 - height) / Double(height)
    let half = Double(width) / 2 * (1 - v * v).squareRoot()
    let left = Int(Double(width) / 2 - half + 0.5)
    return left..<max(width - left, left)
  }
}
