/// What the skin holds at each pixel, as optical density of each absorber.
struct SkinLayers: Sendable {
  let side: Int
  /// Melanin near the surface: brown. 1 is a mid-brown mole on pale skin.
  var melanin: Plane
  /// Blood: pink to red.
  var blood: Plane
  /// Melanin deep in the skin, which looks blue-grey because red light is absorbed on its long way.
  var deepPigment: Plane
  /// Share of light that scars, keratin and thickened skin scatter back, whitish, 0...1.
  var haze: Plane

  init(side: Int) {
    self.side = side
    melanin = Plane(side: side)
    blood = Plane(side: side)
    deepPigment = Plane(side: side)
    haze = Plane(side: side)
  }
}
