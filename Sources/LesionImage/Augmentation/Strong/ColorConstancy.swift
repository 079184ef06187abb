/// Makes the light of a picture grey, so that lamps and cameras matter less: shades of grey with the
/// Minkowski norm p = 6 (Finlayson and Trezzi, 2004), as is common in dermoscopy (Barata et al., 2015).
///
/// A network that is trained on balanced pictures must be given balanced pictures.
public enum ColorConstancy {
  /// The balanced picture.
  public static func apply(to image: RGBImage) -> RGBImage {
    var balanced = image
    balanced.pixels.withUnsafeMutableBufferPointer { pixels in
      guard let pixels = pixels.baseAddress else { return }
      apply(to: PictureCanvas(pixels: pixels, width: image.width, height: image.height))
    }
    return balanced
  }

  static func apply(to canvas: PictureCanvas) {
    let statistics = PictureStatistics(canvas.pixels, width: canvas.width, height: canvas.height)
    let balance = statistics.balance
    // 12 fractional bits; factors are 3 at most.
    let factors = SIMD3<Int32>(
      Int32((balance.x * 4096).rounded()), Int32((balance.y * 4096).rounded()),
      Int32((balance.z * 4096).rounded()))
    var pixel = canvas.pixels
    for _ in 0..<canvas.width * canvas.height {
      for channel in 0..<3 {
        let level = (Int32(pixel[channel]) &* factors[channel] &+ 2048) >> 12
        pixel[channel] = UInt8(truncatingIfNeeded: min(level, 255))
      }
      pixel += 3
    }
  }
}
