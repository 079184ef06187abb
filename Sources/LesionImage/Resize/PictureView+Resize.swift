extension PictureView {
  /// The picture at another size: `RGBImage.resized`, to the bit, of these pixels.
  ///
  /// - Precondition: both new sides are at least 1.
  // Not inlined: its callers would each carry a copy, on the phone too.
  @inline(never)
  public func resized(width newWidth: Int, height newHeight: Int, mode: ResizeMode = .squash)
    -> RGBImage
  {
    resized(width: newWidth, height: newHeight, mode: mode, kernels: .best)
  }

  /// As above, by the given kernels.
  package func resized(
    width newWidth: Int, height newHeight: Int, mode: ResizeMode, kernels: ImageKernels
  ) -> RGBImage {
    let resampling = Resampling(
      of: part(width: newWidth, height: newHeight, mode: mode), in: self, width: newWidth,
      height: newHeight, kernels: kernels)
    if resampling.isIdentity { return copied() }
    return RGBImage(width: newWidth, height: newHeight) { target in
      guard let target = target.baseAddress else { return }
      resampling.forEachRow { y in
        target + 3 * newWidth * y
      } finished: { _ in
      }
    }
  }

  /// What of this picture the new one shows.
  func part(width newWidth: Int, height newHeight: Int, mode: ResizeMode) -> PixelRectangle {
    precondition(newWidth > 0 && newHeight > 0, "an image has at least one pixel")
    return switch mode {
    case .squash: PixelRectangle(x: 0, y: 0, width: width, height: height)
    case .centerCrop: centerCrop(width: newWidth, height: newHeight)
    }
  }

  /// The largest centred rectangle with the proportions `width:height`, in whole pixels: the side
  /// that has to give is rounded to the nearest pixel (halves up), and an odd remainder leaves its
  /// extra pixel at the right or at the bottom.
  package func centerCrop(width newWidth: Int, height newHeight: Int) -> PixelRectangle {
    var cropWidth = width
    var cropHeight = height
    if width * newHeight > height * newWidth {
      cropWidth = max((2 * height * newWidth + newHeight) / (2 * newHeight), 1)
    } else {
      cropHeight = max((2 * width * newHeight + newWidth) / (2 * newWidth), 1)
    }
    return PixelRectangle(
      x: (width - cropWidth) / 2, y: (height - cropHeight) / 2, width: cropWidth,
      height: cropHeight)
  }
}
