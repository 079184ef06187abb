import LesionImage
import NeuralNetwork
import Screening

/// A picture with what the network looked at drawn over it: red speaks for melanoma, blue against.
enum ActivationPicture {
  /// The colours are those of ColorBrewer's diverging scheme RdBu, which colour-blind eyes tell apart.
  private static let (melanoma, harmless) = (SIMD3<Float>(178, 24, 43), SIMD3<Float>(33, 102, 172))
  /// How much of a pixel the strongest place covers.
  private static let coverage: Float = 0.65

  /// - Parameters:
  ///   - map: of this picture, at any scale.
  ///   - preprocessing: of the model; it says which part of the picture the map lies over.
  static func draw(
    _ map: ClassActivationMap, over image: RGBImage, seenThrough preprocessing: Preprocessing
  ) -> RGBImage {
    let strongest = map.values.reduce(0) { max($0, $1.magnitude) }
    guard strongest > 0 else { return image }
    let part =
      switch preprocessing.mode {
      case .squash: PixelRectangle(x: 0, y: 0, width: image.width, height: image.height)
      case .centerCrop:
        image.withView {
          $0.centerCrop(width: preprocessing.width, height: preprocessing.height)
        }
      }
    var drawn = image
    for y in 0..<part.height {
      let row = place(y, of: part.height, among: map.height)
      for x in 0..<part.width {
        let column = place(x, of: part.width, among: map.width)
        let share = value(of: map, row, column) / strongest
        let pixel = image[part.x + x, part.y + y]
        let own = SIMD3<Float>(Float(pixel.x), Float(pixel.y), Float(pixel.z))
        let cover = coverage * share.magnitude
        let mixed = own * (1 - cover) + (share > 0 ? melanoma : harmless) * cover
        drawn[part.x + x, part.y + y] = SIMD3<UInt8>(mixed, rounding: .toNearestOrAwayFromZero)
      }
    }
    return drawn
  }

  /// Where the middle of a pixel lies among the middles of places: the one before, and how far behind.
  private static func place(
    _ pixel: Int, of size: Int, among places: Int
  ) -> (before: Int, share: Float) {
    let exact = (Float(pixel) + 0.5) / Float(size) * Float(places) - 0.5
    let inside = min(max(exact, 0), Float(places - 1))
    let before = min(Int(inside), max(places - 2, 0))
    return (before, inside - Float(before))
  }

  /// Between four places of the map.
  private static func value(
    of map: ClassActivationMap, _ row: (before: Int, share: Float),
    _ column: (before: Int, share: Float)
  ) -> Float {
    func along(_ row: Int) -> Float {
      let left = row * map.width + column.before
      let right = row * map.width + min(column.before + 1, map.width - 1)
      return map.values[left] * (1 - column.share) + map.values[right] * column.share
    }
    return along(row.before) * (1 - row.share)
      + along(min(row.before + 1, map.height - 1)) * row.share
  }
}
