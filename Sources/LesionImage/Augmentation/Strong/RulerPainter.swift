/// The ticks of a ruler along one edge of a picture.
enum RulerPainter {
  static func paint(
    on canvas: PictureCanvas, _ softness: Float, using generator: inout SeededGenerator
  ) {
    let side = Float(min(canvas.width, canvas.height))
    let edge = generator.next(below: 4)
    let isFlat = edge < 2
    let (along, across) =
      isFlat
      ? (Float(canvas.width), Float(canvas.height)) : (Float(canvas.height), Float(canvas.width))
    let pitch = max(generator.next(in: 0.025...0.09) * side, 3)
    let length = generator.next(in: 0.03...0.06) * side
    let width = max(generator.next(in: 0.004...0.01) * side, 1)
    let offset = generator.next(in: 0.02...0.16) * side
    let tilt = generator.next(in: -0.12...0.12)
    let isWhite = generator.nextUnit() < 0.2
    let shade = UInt8(generator.next(in: 10...70))
    let color =
      isWhite ? SIMD3<UInt8>(235, 235, 230) : SIMD3<UInt8>(shade, shade, shade)
    let phase = generator.nextUnit() * pitch
    let opacity = generator.next(in: 0.6...1)
    // Ticks point from their base towards the middle; every fifth or tenth is longer.
    let group = generator.nextUnit() < 0.5 ? 5 : 10
    let inwards: Float = edge % 2 == 0 ? 1 : -1
    for index in 0..<min(Int(along / pitch) + 1, 200) {
      let position = phase + Float(index) * pitch
      let lean = tilt * (position - along / 2)
      let base = (edge % 2 == 0 ? offset : across - offset) + lean
      let reach = length * (index % group == 0 ? 1.7 : 1) * inwards
      let from = SIMD2(position, base)
      let to = SIMD2(position - tilt * reach, base + reach)
      Stroke(
        from: isFlat ? from : SIMD2(from.y, from.x), to: isFlat ? to : SIMD2(to.y, to.x),
        width: width, endWidth: width, softness: softness, color: color, opacity: opacity
      ).paint(on: canvas)
    }
  }
}
