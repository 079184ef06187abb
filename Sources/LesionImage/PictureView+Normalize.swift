extension PictureView {
  /// Resizes and normalises: `RGBImage.normalize`, to the bit, of these pixels.
  public func normalize(
    into target: UnsafeMutablePointer<Float>, width newWidth: Int, height newHeight: Int,
    mode: ResizeMode, scale: SIMD3<Float>, offset: SIMD3<Float>, reversesChannels: Bool
  ) {
    normalize(
      into: target, width: newWidth, height: newHeight, mode: mode, scale: scale, offset: offset,
      reversesChannels: reversesChannels, kernels: .best)
  }

  /// As above, by the given kernels.
  @inline(never)
  package func normalize(
    into target: UnsafeMutablePointer<Float>, width newWidth: Int, height newHeight: Int,
    mode: ResizeMode, scale: SIMD3<Float>, offset: SIMD3<Float>, reversesChannels: Bool,
    kernels: ImageKernels
  ) {
    let normalization = RowNormalization(
      scale: scale, offset: offset, reversesChannels: reversesChannels)
    let resampling = Resampling(
      of: part(width: newWidth, height: newHeight, mode: mode), in: self, width: newWidth,
      height: newHeight, kernels: kernels)
    // The kernel reads pixels of three bytes; others pass through the resize, which copies them.
    if resampling.isIdentity && channels == .rgb {
      kernels.normalize(start, count: width * height, normalization, into: target)
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * newWidth) { row in
      guard let row = row.baseAddress else { return }
      resampling.forEachRow { _ in
        row
      } finished: { y in
        kernels.normalize(
          row, count: newWidth, normalization, into: target + 3 * newWidth * y)
      }
    }
  }
}
