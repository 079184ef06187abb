/// What lies on the skin and must not decide: hair, a ruler's ticks, ink and stickers.
public struct SkinArtifacts: Sendable, Equatable {
  public var hairs: Int
  /// Width of a hair as a share of the shorter side.
  public var hairWidth: ClosedRange<Float>
  public var hasRuler: Bool
  public var inkDots: Int
  /// Radius of a dot as a share of the shorter side.
  public var inkRadius: ClosedRange<Float>

  public init(
    hairs: Int = 0, hairWidth: ClosedRange<Float> = 0.003...0.009, hasRuler: Bool = false,
    inkDots: Int = 0, inkRadius: ClosedRange<Float> = 0.02...0.12
  ) {
    self.hairs = hairs
    self.hairWidth = hairWidth
    self.hasRuler = hasRuler
    self.inkDots = inkDots
    self.inkRadius = inkRadius
  }

  /// Bare skin.
  public static let none = SkinArtifacts()

  /// - Parameter softness: width in pixels of the edges of what is painted.
  func paint(on canvas: PictureCanvas, softness: Float, seed: UInt64) {
    if inkDots > 0 {
      var generator = SeededGenerator(seed: seed, stream: 1)
      for _ in 0..<inkDots { paintInk(on: canvas, using: &generator) }
    }
    if hairs > 0 {
      var generator = SeededGenerator(seed: seed, stream: 2)
      paintHairs(on: canvas, softness, using: &generator)
    }
    if hasRuler {
      var generator = SeededGenerator(seed: seed, stream: 3)
      RulerPainter.paint(on: canvas, softness, using: &generator)
    }
  }

  /// Hairs of one head of hair: alike in colour, and most of them in direction.
  private func paintHairs(
    on canvas: PictureCanvas, _ softness: Float, using generator: inout SeededGenerator
  ) {
    let side = Float(min(canvas.width, canvas.height))
    let isFair = generator.nextUnit() < 0.15
    let darkness = generator.next(in: 15...70)
    let direction = generator.next(in: 0...360)
    for _ in 0..<hairs {
      let turn = generator.next(in: -40...40) + (generator.nextUnit() < 0.2 ? 90 : 0)
      let (sine, cosine) = Trigonometry.sineAndCosine(degrees: Double(direction + turn))
      let reach = generator.next(in: 0.15...0.7) * side
      let center = SIMD2(
        generator.nextUnit() * Float(canvas.width), generator.nextUnit() * Float(canvas.height))
      let half = SIMD2(Float(cosine), Float(sine)) * reach
      let width = generator.next(in: hairWidth) * side
      let shade = darkness + generator.next(in: 0...30)
      let dark = SIMD3(
        UInt8(min(shade * 1.1, 255)), UInt8(min(shade * 0.85, 255)), UInt8(min(shade * 0.7, 255)))
      Stroke(
        from: center - half, to: center + half, bend: generator.next(in: -0.35...0.35) * reach,
        width: width, endWidth: width * generator.next(in: 0...0.7), softness: softness,
        color: isFair ? SIMD3(215, 200, 180) : dark, opacity: generator.next(in: 0.5...0.95)
      ).paint(on: canvas)
    }
  }

  /// A blot of a skin marker, or a sticker, nearer to the edges than to the lesion.
  private func paintInk(on canvas: PictureCanvas, using generator: inout SeededGenerator) {
    let side = Float(min(canvas.width, canvas.height))
    let (sine, cosine) = Trigonometry.sineAndCosine(degrees: Double(generator.nextUnit()) * 360)
    let distance = generator.next(in: 0.35...0.65)
    let x = Float(canvas.width) * (0.5 + Float(cosine) * distance)
    let y = Float(canvas.height) * (0.5 + Float(sine) * distance)
    let isSticker = generator.nextUnit() < 0.3
    let color = Self.inks[min(Int(generator.nextUnit() * 4), 3)]
    let vivid = generator.nextColor()
    let radius = generator.next(in: inkRadius) * side
    let opacity = isSticker ? 1 : generator.next(in: 0.35...0.85)
    canvas.disc(
      x: x, y: y, radius: radius, isSticker ? vivid : color, opacity: opacity)
  }

  /// Violet, blue, black and green.
  private static var inks: [SIMD3<UInt8>] {
    [SIMD3(84, 52, 130), SIMD3(50, 70, 150), SIMD3(40, 36, 48), SIMD3(46, 100, 84)]
  }
}
