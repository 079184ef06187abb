import LesionImage

extension ImageCodec {
  /// Encodes 8-bit RGB as PNG, without loss.
  ///
  /// The bytes depend on the version of the system's compression library; the pixels do not.
  ///
  /// - Throws: `ImageCodecError` with the code `notEncodable` where the picture is larger than PNG
  ///   or memory allows.
  public static func encodePNG(_ image: RGBImage) throws(ImageCodecError) -> [UInt8] {
    try PNGEncoder.encode(image)
  }

  /// Encodes 8-bit RGB as a baseline JPEG with chroma at half resolution, as cameras do.
  ///
  /// - Parameters:
  ///   - image: at most 65,500 pixels wide and high.
  ///   - quality: 1...100, the scale of the Independent JPEG Group.
  /// - Throws: `ImageCodecError` with the code `notEncodable`.
  public static func encodeJPEG(
    _ image: RGBImage, quality: Int = 90
  ) throws(ImageCodecError) -> [UInt8] {
    try JPEGEncoder.encode(image, quality: quality)
  }
}
