import LesionImage

/// Pictures to pixels and back: JPEG and PNG through the system's libraries, for input that nobody
/// vouches for.
///
/// The format is told by content, never by name. Size limits are checked against the header before
/// memory is taken. Anything incomplete or damaged is refused rather than half shown, because the
/// missing half might be the lesion. Colour profiles are not applied: values are read as sRGB.
public enum ImageCodec {
  /// Decodes a picture to upright 8-bit RGB.
  ///
  /// JPEG: grey, YCbCr, RGB, CMYK and YCCK (read as Adobe writes them, inverted), baseline and
  /// progressive. PNG: all colour types and bit depths (not 16 bits interlaced);
  /// transparency is laid over white. The camera's
  /// orientation (EXIF) is applied.
  ///
  /// - Parameters:
  ///   - bytes: a whole file.
  ///   - limits: how large the file and the picture may be.
  ///   - minimumSide: where given, a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size (sides
  ///     rounded up) as long as both sides stay at least this long in pixels, which is several times
  ///     faster. PNG always comes at full size.
  /// - Throws: `ImageCodecError`, with the code `empty`, `tooLarge`, `unsupportedFormat` or `corrupt`.
  public static func decode(
    _ bytes: [UInt8], limits: DecodingLimits = .default, minimumSide: Int? = nil
  ) throws(ImageCodecError) -> DecodedImage {
    guard !bytes.isEmpty else { throw .noBytes }
    guard bytes.count <= limits.maximumBytes else {
      throw .tooManyBytes(bytes.count, limit: limits.maximumBytes)
    }
    switch ImageFormat(signatureOf: bytes) {
    case .jpeg:
      return try JPEGDecoder.decode(bytes, limits: limits, minimumSide: minimumSide)
    case .png:
      return try PNGDecoder.decode(bytes, limits: limits)
    case nil:
      throw ImageCodecError(
        .unsupportedFormat,
        "this is \(ForeignFormat.name(of: bytes)); only JPEG and PNG can be read, save it as one")
    }
  }

  /// Decodes the picture in a file, whose size is checked before it is read.
  ///
  /// - Parameters:
  ///   - path: a regular file or a link to one.
  ///   - limits: as above.
  ///   - minimumSide: as above.
  /// - Throws: `ImageCodecError` naming the file, with one of the codes above or `notFound`,
  ///   `notAFile`, `unreadable`.
  public static func decode(
    contentsOfFile path: String, limits: DecodingLimits = .default, minimumSide: Int? = nil
  ) throws(ImageCodecError) -> DecodedImage {
    let bytes = try BoundedFile.contents(ofFile: path, maximumBytes: limits.maximumBytes)
    do throws(ImageCodecError) {
      return try decode(bytes, limits: limits, minimumSide: minimumSide)
    } catch {
      throw error.at(path: path)
    }
  }
}
