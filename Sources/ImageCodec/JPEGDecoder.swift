import CJPEG
import LesionImage

/// Decodes JPEG through libjpeg-turbo, with the accurate inverse transform and smooth chroma
/// upsampling, so that the pixels are the same on every processor.
enum JPEGDecoder {
  /// - Throws: `tooLarge`, `unsupportedFormat` or `corrupt`. Whatever the library would only warn
  ///   about (data cut short, bad codes, bytes left over) is `corrupt`: what such a picture shows is
  ///   partly invented.
  static func decode(
    _ bytes: [UInt8], limits: DecodingLimits, minimumSide: Int?
  ) throws(ImageCodecError) -> DecodedImage {
    let header = try JPEGHeader(bytes)
    try header.check(limits, byteCount: bytes.count)
    let divisor = minimumSide.map { scaleDivisor(header, minimumSide: $0) } ?? 1
    let width = (header.width + divisor - 1) / divisor
    let height = (header.height + divisor - 1) / divisor
    let stored = try pixels(bytes, header, width: width, height: height)
    return DecodedImage(
      stored: stored, storedWidth: header.width, storedHeight: header.height, format: .jpeg,
      orientation: header.orientation)
  }

  /// The largest of 8, 4, 2 and 1 that leaves both sides at least `minimumSide` long.
  private static func scaleDivisor(_ header: JPEGHeader, minimumSide: Int) -> Int {
    let shortest = min(header.width, header.height)
    return [8, 4, 2].first { (shortest + $0 - 1) / $0 >= minimumSide } ?? 1
  }

  private static func pixels(
    _ bytes: [UInt8], _ header: JPEGHeader, width: Int, height: Int
  ) throws(ImageCodecError) -> RGBImage {
    guard let decoder = tjInitDecompress() else {
      throw ImageCodecError(
        .unreadable, "the JPEG decoder could not be started", cause: message(nil))
    }
    defer { tjDestroy(decoder) }
    try confirmSize(bytes, header, decoder)
    if header.components.count == 4 {
      let inks = try RawPixels(channels: 4, width: width, height: height) {
        buffer throws(ImageCodecError) in
        try decompress(bytes, decoder, into: buffer, width, height, TJPF_CMYK)
      }
      return inks.convertedFromAdobeCMYK()
    }
    return try RGBImage(width: width, height: height) { buffer throws(ImageCodecError) in
      try decompress(bytes, decoder, into: buffer, width, height, TJPF_RGB)
    }
  }

  /// Makes sure that the library sees the size that was checked: the buffer is made for it.
  private static func confirmSize(
    _ bytes: [UInt8], _ header: JPEGHeader, _ decoder: tjhandle
  ) throws(ImageCodecError) {
    var width: Int32 = 0
    var height: Int32 = 0
    var subsampling: Int32 = 0
    var colorSpace: Int32 = 0
    let status = tjDecompressHeader3(
      decoder, bytes, UInt(bytes.count), &width, &height, &subsampling, &colorSpace)
    // The library also fails here on a chroma sampling that it has no name for, yet decodes it.
    if status != 0, width == 0 || height == 0 {
      throw .corrupt(.jpeg, "its header cannot be read", cause: message(decoder))
    }
    guard Int(width) == header.width, Int(height) == header.height else {
      throw .corrupt(.jpeg, "it claims two different sizes")
    }
  }

  private static func decompress(
    _ bytes: [UInt8], _ decoder: tjhandle, into buffer: UnsafeMutableBufferPointer<UInt8>,
    _ width: Int, _ height: Int, _ pixelFormat: TJPF
  ) throws(ImageCodecError) {
    let flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS
    let status = tjDecompress2(
      decoder, bytes, UInt(bytes.count), buffer.baseAddress, Int32(width), 0, Int32(height),
      Int32(pixelFormat.rawValue), flags)
    guard status == 0 else {
      throw .corrupt(.jpeg, "its pixels cannot all be read", cause: message(decoder))
    }
  }

  private static func message(_ handle: tjhandle?) -> String {
    tjGetErrorStr2(handle).map { String(cString: $0) } ?? "no reason given"
  }
}
