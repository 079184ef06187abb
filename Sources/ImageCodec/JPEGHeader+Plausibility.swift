extension JPEGHeader {
  /// Refuses what would cost more than `limits` allow, what the decoder cannot read, and what cannot
  /// be true: a few bytes that claim to hold a huge picture.
  ///
  /// - Throws: `tooLarge`, `unsupportedFormat` or `corrupt`.
  func check(_ limits: DecodingLimits, byteCount: Int) throws(ImageCodecError) {
    guard width <= limits.maximumPixels / height else {
      throw .tooManyPixels(width: width, height: height, limit: limits.maximumPixels)
    }
    guard process.isDecodable else {
      throw ImageCodecError(
        .unsupportedFormat, "this is a lossless or hierarchical JPEG; save it as an ordinary one")
    }
    guard bitsPerSample == 8 else {
      throw ImageCodecError(
        .unsupportedFormat,
        "this JPEG has \(bitsPerSample) bits a channel, and only 8 can be read; save it with 8")
    }
    guard [1, 3, 4].contains(components.count) else {
      throw ImageCodecError(
        .unsupportedFormat,
        "this JPEG has \(components.count) channels; save it as grey, RGB or CMYK")
    }
    guard scanCount <= limits.maximumScans else {
      throw ImageCodecError(
        .tooLarge,
        "this JPEG has \(scanCount) scans, more than the \(limits.maximumScans) allowed; save it anew"
      )
    }
    guard byteCount >= leastByteCount else { throw .corrupt(.jpeg, "it is cut short") }
  }

  /// The fewest bytes that a complete file of this size can have: with Huffman codes each block of
  /// 8x8 samples takes one bit at least for its mean, and outside progressive files another one to
  /// say that nothing follows.
  private var leastByteCount: Int {
    let bitsPerBlock =
      switch process {
      case .baseline, .extended: 2
      case .progressive: 1
      default: 0
      }
    let widest = components.map(\.horizontal).max() ?? 1
    let tallest = components.map(\.vertical).max() ?? 1
    let blocks = components.map { component in
      let columns = (width * component.horizontal + 8 * widest - 1) / (8 * widest)
      let rows = (height * component.vertical + 8 * tallest - 1) / (8 * tallest)
      return columns * rows
    }
    return blocks.reduce(0, +) * bitsPerBlock / 8
  }
}
