extension StrongAugmentation {
  /// The changed picture at another size.
  ///
  /// - Precondition: both new sides are at least 1.
  public func apply(
    to image: RGBImage, targetWidth: Int, targetHeight: Int
  ) -> RGBImage {
    apply(to: image, targetWidth: targetWidth, targetHeight: targetHeight, kernels: .best)
  }

  /// As above, by the given kernels.
  package func apply(
    to image: RGBImage, targetWidth: Int, targetHeight: Int, kernels: ImageKernels
  ) -> RGBImage {
    RGBImage(width: targetWidth, height: targetHeight) { target in
      image.pixels.withUnsafeBufferPointer { source in
        // An image has at least one pixel, so neither buffer is empty.
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        apply(
          to: from, width: image.width, height: image.height, into: to, targetWidth: targetWidth,
          targetHeight: targetHeight, kernels: kernels)
      }
    }
  }

  /// Writes the changed picture at another size.
  ///
  /// - Parameters:
  ///   - pixels: `3 * width * height` values, interleaved RGB.
  ///   - target: room for `3 * targetWidth * targetHeight` values; must not overlap `pixels`.
  /// - Precondition: all sides are at least 1.
  public func apply(
    to pixels: UnsafePointer<UInt8>, width: Int, height: Int,
    into target: UnsafeMutablePointer<UInt8>, targetWidth: Int, targetHeight: Int
  ) {
    apply(
      to: pixels, width: width, height: height, into: target, targetWidth: targetWidth,
      targetHeight: targetHeight, kernels: .best)
  }

  private func apply(
    to pixels: UnsafePointer<UInt8>, width: Int, height: Int,
    into target: UnsafeMutablePointer<UInt8>, targetWidth: Int, targetHeight: Int,
    kernels: ImageKernels
  ) {
    precondition(
      width > 0 && height > 0 && targetWidth > 0 && targetHeight > 0,
      "an image has at least one pixel")
    let map = map(
      width: width, height: height, targetWidth: targetWidth, targetHeight: targetHeight)
    let colors = colorMatrix(pixels, width: width, height: height)
    let reduction = reduction(map)
    if reduction > 1 {
      let small = reduced(pixels, width: width, height: height, by: reduction, kernels: kernels)
      let smallMap = map.scaled(
        x: Double(small.width) / Double(width), y: Double(small.height) / Double(height))
      small.pixels.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress else { return }
        AffineWarp(
          smallMap, width: small.width, height: small.height, targetWidth: targetWidth,
          targetHeight: targetHeight
        ).write(from, colors, to: target, kernels: kernels)
      }
    } else {
      AffineWarp(
        map, width: width, height: height, targetWidth: targetWidth, targetHeight: targetHeight
      ).write(pixels, colors, to: target, kernels: kernels)
    }
    let canvas = PictureCanvas(pixels: target, width: targetWidth, height: targetHeight)
    if let fill { map.fillOutside(width: width, height: height, fill, on: canvas) }
    // Hair on a soft picture is as soft as the rest.
    artifacts.paint(on: canvas, softness: max(1, reduction * map.enlargement), seed: seed)
    if blur > 0 { canvas.blur(deviation: blur) }
    vignette?.paint(on: canvas)
    border?.paint(on: canvas)
    if noise > 0 { canvas.addNoise(deviation: noise, seed: seed) }
    if compression > 0 { canvas.compress(coarseness: compression) }
    for cutout in cutouts { cutout.paint(on: canvas) }
    if balancesColors { ColorConstancy.apply(to: canvas) }
  }

  /// By what factor the picture is made smaller before the warp: until a pixel is as large as what is
  /// left of the new picture's resolution, and where a new pixel would else skip old ones.
  private func reduction(_ map: AffineMap) -> Float {
    let step = 1 / map.enlargement
    let kept = detail < 1 ? step / max(detail, 0.02) : 1
    return min(max(kept, step > 1.5 ? step : 1), 64)
  }

  private func reduced(
    _ pixels: UnsafePointer<UInt8>, width: Int, height: Int, by factor: Float,
    kernels: ImageKernels
  ) -> RGBImage {
    let image = RGBImage(
      width: width, height: height,
      pixels: Array(UnsafeBufferPointer(start: pixels, count: 3 * width * height)))
    return image.resized(
      width: max(Int((Float(width) / factor).rounded()), 1),
      height: max(Int((Float(height) / factor).rounded()), 1), mode: .squash, kernels: kernels)
  }
}
