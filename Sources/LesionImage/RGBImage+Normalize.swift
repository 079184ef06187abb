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
    let first = reversesChannels ? 2 : 0
    let last = 2 - first
    pixels.withUnsafeBufferPointer { pixels in
      var index = 0
      while index < pixels.count {
        target[index] = Float(pixels[index + first]) * scale.x + offset.x
        target[index + 1] = Float(pixels[index + 1]) * scale.y + offset.y
        target[index + 2] = Float(pixels[index + last]) * scale.z + offset.z
        index += 3
      }
    }
  }
}
