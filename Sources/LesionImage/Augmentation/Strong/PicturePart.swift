/// A part of a picture, in shares of its sides.
public struct PicturePart: Sendable, Equatable {
  /// The left edge, in 0...1.
  public var x: Float
  /// The top edge, in 0...1.
  public var y: Float
  public var width: Float
  public var height: Float

  public init(x: Float, y: Float, width: Float, height: Float) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public static let whole = PicturePart(x: 0, y: 0, width: 1, height: 1)

  /// A part of random area and shape.
  ///
  /// Without slack as in torchvision's `RandomResizedCrop`: up to ten tries until both sides fit, else
  /// the last one cut to the picture; anywhere inside. With slack the first try counts, even where it
  /// is longer than the picture, and the centre moves at least that far. Takes its numbers from a
  /// stream of its own, whose seed is always drawn.
  static func draw(
    area: RandomAmount, aspect: RandomAmount, slack: Float?,
    using generator: inout SeededGenerator
  ) -> PicturePart {
    let chosen = area.draw(using: &generator)
    var tries = SeededGenerator(seed: generator.next())
    guard var share = chosen else { return .whole }
    var part = PicturePart.whole
    for attempt in 0..<(slack == nil ? 10 : 1) {
      if attempt > 0 { share = tries.next(in: area.range, area.spread) }
      let ratio = aspect.draw(using: &tries) ?? 1
      part.width = (share * ratio).squareRoot()
      part.height = (share / ratio).squareRoot()
      if part.width <= 1 && part.height <= 1 { break }
    }
    if slack == nil {
      part.width = min(part.width, 1)
      part.height = min(part.height, 1)
    }
    func start(_ side: Float) -> Float {
      let room = max(1 - side, slack ?? 0)
      return (1 - side) / 2 + (tries.nextUnit() - 0.5) * room
    }
    part.x = start(part.width)
    part.y = start(part.height)
    if slack == nil {
      // Rounding must not push it over the edge.
      part.x = min(max(part.x, 0), 1 - part.width)
      part.y = min(max(part.y, 0), 1 - part.height)
    }
    return part
  }
}
