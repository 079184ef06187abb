extension RGBImage {
  /// Writes `pixel * scale + offset` for every pixel as the network's input: rows, columns,
  /// channels (NHWC), `3 * width * height` values.
  ///
  /// - Parameters:
  ///   - target: room for `3 * width * height` values.
  ///   - scale: factor for each channel, for pixels in 0...255.
  ///   - offset: added to each channel after scaling.
  ///   - reversesChannels: writes blue, green, red. `scale` and `offset` belong to the channels in
  ///     the order in which they are written.
  ///
  /// Products and sums are rounded separately, never fused, so that every platform writes the
  /// same bits.
  public func normalize(
    into target: UnsafeMutablePointer<Float>, scale: SIMD3<Float>, offset: SIMD3<Float>,
    reversesChannels: Bool
  ) {
    normalize(
      into: target, width: width, height: height, mode: .squash, scale: scale, offset: offset,
      reversesChannels: reversesChannels)
  }

  /// Resizes and normalises: writes exactly what `normalize` of the `resized` picture writes, row by
  /// row while it is warm, so that no picture lies in between.
  ///
  /// - Parameters:
  ///   - target: room for `3 * newWidth * newHeight` values.
  ///   - newWidth: columns, at least 1.
  ///   - newHeight: rows, at least 1.
  ///   - mode: what happens to the picture's shape.
  public func normalize(
    into target: UnsafeMutablePointer<Float>, width newWidth: Int, height newHeight: Int,
    mode: ResizeMode, scale: SIMD3<Float>, offset: SIMD3<Float>, reversesChannels: Bool
  ) {
    normalize(
      into: target, width: newWidth, height: newHeight, mode: mode, scale: scale, offset: offset,
      reversesChannels: reversesChannels, kernels: .best)
  }

  /// As above, by the given kernels.
  package func normalize(
    into target: UnsafeMutablePointer<Float>, width newWidth: Int, height newHeight: Int,
    mode: ResizeMode, scale: SIMD3<Float>, offset: SIMD3<Float>, reversesChannels: Bool,
    kernels: ImageKernels
  ) {
    withView {
      $0.normalize(
        into: target, width: newWidth, height: newHeight, mode: mode, scale: scale, offset: offset,
        reversesChannels: reversesChannels, kernels: kernels)
    }
  }
}
