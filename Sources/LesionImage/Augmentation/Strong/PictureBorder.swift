/// Strips of one colour along the edges of a picture.
///
/// Sources of dermoscopic pictures can be told apart by the colour of their border alone; a border of
/// any colour on any picture makes that worthless.
public struct PictureBorder: Sendable, Equatable {
  /// Widths as shares of the sides.
  public var left: Float
  public var right: Float
  public var top: Float
  public var bottom: Float
  public var color: SIMD3<UInt8>

  public init(left: Float, right: Float, top: Float, bottom: Float, color: SIMD3<UInt8>) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
    self.color = color
  }

  /// Every edge has a strip or none, each as likely, but at least one has; black is as likely as all
  /// other colours.
  static func draw(width: Float, using generator: inout SeededGenerator) -> PictureBorder {
    let edges = 1 + Int(generator.nextUnit() * 15)
    let isBlack = generator.nextUnit() < 0.5
    let color = generator.nextColor()
    func strip(_ edge: Int) -> Float { edges >> edge & 1 == 1 ? width : 0 }
    return PictureBorder(
      left: strip(0), right: strip(1), top: strip(2), bottom: strip(3),
      color: isBlack ? SIMD3(0, 0, 0) : color)
  }

  func paint(on canvas: PictureCanvas) {
    func strip(_ share: Float, of side: Int) -> Int {
      Int((min(max(share, 0), 1) * Float(side)).rounded())
    }
    let (width, height) = (canvas.width, canvas.height)
    canvas.fill(0..<width, 0..<strip(top, of: height), color)
    canvas.fill(0..<width, height - strip(bottom, of: height)..<height, color)
    canvas.fill(0..<strip(left, of: width), 0..<height, color)
    canvas.fill(width - strip(right, of: width)..<width, 0..<height, color)
  }
}
