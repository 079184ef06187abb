extension RGBImage {
  /// The picture at another size, by exactly Pillow's antialiased bilinear filter.
  ///
  /// Columns are mixed first, then rows, each by a triangle filter that is stretched by the
  /// reduction, so that no pixel of a large photograph is skipped; after each pass values are
  /// rounded to 8 bits. Both passes compute with integers (22-bit fixed-point weights), and the
  /// weights themselves are the same everywhere (see `TriangleFilter`): the result is the same to
  /// the bit on every platform, and equal to
  /// `Image.resize((width, height), Image.BILINEAR)` in Pillow, which is how training pictures are
  /// commonly prepared.
  ///
  /// `.centerCrop` first cuts out the largest centred part with the proportions of the new size,
  /// in whole pixels (see `centerCrop(width:height:)`).
  ///
  /// - Precondition: both new sides are at least 1.
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
    if resampling.isIdentity { return self }
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

  /// Bytes between the passes when a part `height` pixels high is resized.
  package static func resizeBufferByteCount(
    height: Int, newWidth: Int, newHeight: Int
  ) -> Int {
    Resampling.bufferByteCount(height: height, newWidth: newWidth, newHeight: newHeight)
  }
}
