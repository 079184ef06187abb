import LesionImage

extension RGBImage {
  /// A sharp dark lesion with an uneven border on textured skin, for tests of what is measured in
  /// pictures. `Dataset` draws far better ones.
  public static func spot(side: Int, seed: UInt32 = 2) -> RGBImage {
    let texture = noise(width: side, height: side, seed: seed)
    var image = texture
    for y in 0..<side {
      for x in 0..<side {
        let dx = Double(x) / Double(side) - 0.5
        let dy = Double(y) / Double(side) - 0.5
        // Three lobes and a fine grain of pigment.
        let lobes = 0.06 * (dx * dx * dx - 3 * dx * dy * dy) / max((dx * dx + dy * dy), 1e-9)
        let isInside = (dx * dx + dy * dy).squareRoot() < 0.22 + lobes * 4
        let grain = Int(texture[x, y].x) / 16 - 8
        let skin = isInside ? [110, 70, 50] : [205, 160, 140]
        let pixel = skin.map { UInt8($0 + grain) }
        image[x, y] = SIMD3(pixel[0], pixel[1], pixel[2])
      }
    }
    return image
  }

  /// Each value passed through `change`, limited to 0...255.
  public func mapLevels(_ change: (Double) -> Double) -> RGBImage {
    RGBImage(
      width: width, height: height,
      pixels: pixels.map { UInt8(min(max(change(Double($0)), 0), 255)) })
  }

  /// Averaged over boxes of `2 * horizontal + 1` by `2 * vertical + 1` pixels, `times` over; three
  /// times come close to a Gaussian of deviation `sqrt(radius * (radius + 1))`.
  public func boxBlurred(horizontal: Int, vertical: Int, times: Int = 1) -> RGBImage {
    var image = self
    for _ in 0..<times {
      let source = image
      for y in 0..<height {
        for x in 0..<width {
          var sum = SIMD3<Int>.zero
          for v in -vertical...vertical {
            for h in -horizontal...horizontal {
              let pixel = source[min(max(x + h, 0), width - 1), min(max(y + v, 0), height - 1)]
              sum &+= SIMD3(Int(pixel.x), Int(pixel.y), Int(pixel.z))
            }
          }
          let count = (2 * horizontal + 1) * (2 * vertical + 1)
          let mean = (sum &+ (count / 2)) / count
          image[x, y] = SIMD3(UInt8(mean.x), UInt8(mean.y), UInt8(mean.z))
        }
      }
    }
    return image
  }
}
