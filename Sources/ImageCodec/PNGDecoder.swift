import CPNG
import LesionImage

/// Decodes PNG through libpng's simplified interface, which lets no error jump across Swift frames.
enum PNGDecoder {
  /// - Throws: `tooLarge`, `unsupportedFormat` or `corrupt`.
  static func decode(
    _ bytes: [UInt8], limits: DecodingLimits
  ) throws(ImageCodecError) -> DecodedImage {
    let header = try PNGHeader(bytes)
    try header.check(limits)
    // The library keeps the pointer from one call to the next.
    let stored = try bytes.withUnsafeBufferPointer { bytes throws(ImageCodecError) in
      try pixels(bytes, header)
    }
    return DecodedImage(
      stored: stored, storedWidth: header.width, storedHeight: header.height,
      format: .png, orientation: header.orientation)
  }

  private static func pixels(
    _ bytes: UnsafeBufferPointer<UInt8>, _ header: PNGHeader
  ) throws(ImageCodecError) -> RGBImage {
    var source = png_image()
    source.version = CPNG_IMAGE_VERSION
    defer { png_image_free(&source) }
    guard png_image_begin_read_from_memory(&source, bytes.baseAddress, bytes.count) != 0 else {
      throw .corrupt(.png, "its header cannot be read", cause: message(&source))
    }
    guard Int(source.width) == header.width, Int(source.height) == header.height else {
      throw .corrupt(.png, "it claims two different sizes")
    }
    // Without this flag 16-bit samples would be taken for linear light, which no camera writes.
    source.flags |= CPNG_IMAGE_FLAG_16BIT_SRGB
    let width = header.width
    let height = header.height
    if source.format & CPNG_FORMAT_FLAG_ALPHA != 0 {
      source.format = CPNG_FORMAT_RGBA
      let layered = try RawPixels(channels: 4, width: width, height: height) {
        buffer throws(ImageCodecError) in try finish(&source, into: buffer)
      }
      return layered.compositedOnWhite()
    }
    source.format = CPNG_FORMAT_RGB
    return try RGBImage(width: width, height: height) { buffer throws(ImageCodecError) in
      try finish(&source, into: buffer)
    }
  }

  private static func finish(
    _ source: inout png_image, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(ImageCodecError) {
    guard png_image_finish_read(&source, nil, buffer.baseAddress, 0, nil) != 0 else {
      throw .corrupt(.png, "its pixels cannot all be read", cause: message(&source))
    }
  }

  private static func message(_ image: inout png_image) -> String {
    String(cString: cpng_image_message(&image))
  }
}
