/// The dark or coloured rim around the round field of a dermatoscope.
public struct Vignette: Sendable, Equatable {
  /// Where the rim begins, as a share of half the shorter side.
  public var radius: Float
  /// Width of the soft edge beyond the radius, as a share of half the shorter side.
  public var softness: Float
  /// Height of the field through its width.
  public var aspect: Float
  /// The field's centre, from the picture's, as a share of half the shorter side.
  public var centerX: Float
  public var centerY: Float
  public var color: SIMD3<UInt8>

  public init(
    radius: Float, softness: Float, aspect: Float = 1, centerX: Float = 0, centerY: Float = 0,
    color: SIMD3<UInt8>
  ) {
    self.radius = radius
    self.softness = softness
    self.aspect = aspect
    self.centerX = centerX
    self.centerY = centerY
    self.color = color
  }

  func paint(on canvas: PictureCanvas) {
    let half = Float(min(canvas.width, canvas.height)) / 2
    let inner = max(radius, 0) * half
    // At least a pixel, so that the edge shows no steps.
    let edge = max(softness * half, 1)
    let outer = inner + edge
    let middleX = Float(canvas.width) / 2 + centerX * half - 0.5
    let middleY = Float(canvas.height) / 2 + centerY * half - 0.5
    // As wide as it is less high.
    let stretch = min(max(aspect, 0.1), 10).squareRoot()
    for y in 0..<canvas.height {
      let down = (Float(y) - middleY) / stretch
      let clear = inner * inner - down * down
      let end = clear > 0 ? (middleX + clear.squareRoot() / stretch).rounded(.down) : 0
      var x = 0
      while x < canvas.width {
        let across = (Float(x) - middleX) * stretch
        let square = across * across + down * down
        if square < inner * inner {
          // Nothing changes up to the other side of the field.
          x = max(x + 1, Int(min(max(end, 0), Float(canvas.width))))
          continue
        }
        let share = square < outer * outer ? (square.squareRoot() - inner) / edge : 1
        canvas.blend(x, y, color, Int32(min(max(share, 0), 1) * 256))
        x += 1
      }
    }
  }
}
