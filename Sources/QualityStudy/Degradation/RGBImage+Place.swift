import Foundation
import LesionImage

extension RGBImage {
  /// What a camera sees that is held farther away, or beside the lesion: the picture shrunk, and moved, in
  /// one of its own size. What it did not see before is made of the strip along its border.
  ///
  /// - Parameters:
  ///   - distance: in multiples of the former one; at least 1.
  ///   - shift: in shares of half the side.
  ///   - direction: of the shift, in radians.
  package func placed(distance: Double = 1, shift: Double = 0, direction: Double = 0) -> RGBImage {
    let distance = max(distance, 1)
    let inner = resized(
      width: max(1, Int((Double(width) / distance).rounded())),
      height: max(1, Int((Double(height) / distance).rounded())))
    func place(_ side: Int, _ inner: Int, _ along: Double) -> [Int] {
      let way = min(max(shift * along, -1), 1) * Double(side) / 2
      let start = (side - inner) / 2 + Int(way.rounded())
      return (0..<side).map { Self.folded($0 - start, into: inner) }
    }
    let columns = place(width, inner.width, cos(direction))
    let rows = place(height, inner.height, sin(direction))
    let source = inner.pixels
    return RGBImage(width: width, height: height) { pixels in
      var target = 0
      for row in rows {
        for column in columns {
          let place = 3 * (row * inner.width + column)
          for channel in 0..<3 { pixels[target + channel] = source[place + channel] }
          target += 3
        }
      }
    }
  }

  /// A place outside of `0..<count` by one in the strip at the nearer end, to and fro.
  private static func folded(_ place: Int, into count: Int) -> Int {
    guard !(0..<count ~= place) else { return place }
    let strip = max(1, count / 12)
    let beyond = (place < 0 ? -1 - place : place - count) % (2 * strip)
    let depth = beyond < strip ? beyond : 2 * strip - 1 - beyond
    return place < 0 ? depth : count - 1 - depth
  }

  /// With at most so many pixels along the longer side, at least one along the other.
  func reduced(toSide side: Int) -> RGBImage {
    let longer = max(width, height)
    guard longer > side, side > 0 else { return self }
    return resized(
      width: max(1, (2 * width * side + longer) / (2 * longer)),
      height: max(1, (2 * height * side + longer) / (2 * longer)))
  }
}
