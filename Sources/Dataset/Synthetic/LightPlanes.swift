/// Red, green and blue light that comes back from the skin, 0...1 as displays encode it.
struct LightPlanes: Sendable {
  let side: Int
  var red: Plane
  var green: Plane
  var blue: Plane

  /// Absorption by each layer (Beer and Lambert's law), then the light that is scattered on the way.
  ///
  /// The coefficients are fitted to the colours of moles, redness and blue-white veils in display
  /// values, so the encoding's gamma is part of them.
  init(seenThrough layers: SkinLayers) {
    side = layers.side
    red = Plane(side: side)
    green = Plane(side: side)
    blue = Plane(side: side)
    for pixel in 0..<(side * side) {
      let melanin = max(layers.melanin.values[pixel], 0)
      let blood = max(layers.blood.values[pixel], 0)
      let deep = max(layers.deepPigment.values[pixel], 0)
      let haze = min(max(layers.haze.values[pixel], 0), 1)
      func channel(
        _ bare: Float, _ melaninDensity: Float, _ bloodDensity: Float,
        _ deepDensity: Float, _ hazeColor: Float
      ) -> Float {
        let density = melanin * melaninDensity + blood * bloodDensity + deep * deepDensity
        return DrawingMath.mix(bare * DrawingMath.exp(-density), hazeColor, haze)
      }
      red.values[pixel] = channel(0.97, 0.40, 0.16, 0.95, 0.80)
      green.values[pixel] = channel(0.89, 0.68, 0.56, 0.78, 0.74)
      blue.values[pixel] = channel(0.83, 1.00, 0.44, 0.52, 0.76)
    }
  }

  /// Lays a colour over one pixel.
  @inline(__always)
  mutating func blend(_ pixel: Int, _ color: SIMD3<Float>, _ share: Float) {
    red.values[pixel] = DrawingMath.mix(red.values[pixel], color.x, share)
    green.values[pixel] = DrawingMath.mix(green.values[pixel], color.y, share)
    blue.values[pixel] = DrawingMath.mix(blue.values[pixel], color.z, share)
  }
}
