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
  /// in whole pixels (see `PictureView.centerCrop(width:height:)`).
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
    // A copy would be the same picture.
    if newWidth == width && newHeight == height { return self }
    return withView {
      $0.resized(width: newWidth, height: newHeight, mode: mode, kernels: kernels)
    }
  }

  /// Bytes between the passes when a part `height` pixels high is resized.
  package static func resizeBufferByteCount(
    height: Int, newWidth: Int, newHeight: Int
  ) -> Int {
    Resampling.bufferByteCount(height: height, newWidth: newWidth, newHeight: newHeight)
  }
}
