/// A rectangle that is painted over, so that no single sign decides (DeVries and Taylor, 2017;
/// Zhong et al., "Random Erasing", 2020).
public struct Cutout: Sendable, Equatable {
  /// Where it lies.
  public var part: PicturePart
  /// Its colour; nil takes the picture's mean.
  public var color: SIMD3<UInt8>?

  public init(part: PicturePart, color: SIMD3<UInt8>?) {
    self.part = part
    self.color = color
  }

  /// Anywhere inside the picture; the mean's colour is as likely as all others.
  static func draw(
    width: Float, height: Float, using generator: inout SeededGenerator
  ) -> Cutout {
    let width = min(max(width, 0), 1)
    let height = min(max(height, 0), 1)
    let x = generator.nextUnit() * (1 - width)
    let y = generator.nextUnit() * (1 - height)
    let isMean = generator.nextUnit() < 0.5
    let color = generator.nextColor()
    return Cutout(
      part: PicturePart(x: x, y: y, width: width, height: height), color: isMean ? nil : color)
  }

  func paint(on canvas: PictureCanvas) {
    func edge(_ share: Float, of side: Int) -> Int {
      Int((min(max(share, 0), 1) * Float(side)).rounded())
    }
    let left = edge(part.x, of: canvas.width)
    let right = max(edge(part.x + part.width, of: canvas.width), left)
    let top = edge(part.y, of: canvas.height)
    let bottom = max(edge(part.y + part.height, of: canvas.height), top)
    canvas.fill(left..<right, top..<bottom, color ?? canvas.meanColor)
  }
}
