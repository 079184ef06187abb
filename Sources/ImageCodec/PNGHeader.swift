import LesionImage

/// What a PNG file says about itself, read by our own bounded walk over its chunks.
///
/// The walk also checks every chunk's checksum and that the file is complete: the library reads rows
/// until it has enough of them and would not miss a damaged end.
///
/// Source: PNG specification, third edition, sections 5 and 11.
struct PNGHeader: Equatable {
  private(set) var width = 0
  private(set) var height = 0
  private(set) var bitsPerSample = 0
  private(set) var colorType: UInt8 = 0
  private(set) var isInterlaced = false
  /// From the eXIf chunk; `up` where there is none.
  private(set) var orientation = Orientation.up
  /// Bytes of compressed pixels.
  private(set) var dataByteCount = 0

  /// - Throws: `corrupt` where a chunk is damaged or missing.
  init(_ bytes: [UInt8]) throws(ImageCodecError) {
    let reader = ByteReader(bytes[...])
    var offset = 8
    var isFirst = true
    while offset < bytes.count {
      guard let length = reader.integer32(at: offset),
        let checked = reader.slice(at: offset + 4, count: length + 4),
        let checksum = reader.integer32(at: offset + 8 + length)
      else { throw .corrupt(.png, "it is cut short") }
      guard CRC32.checksum(checked) == UInt32(truncatingIfNeeded: checksum) else {
        throw .corrupt(.png, "a chunk does not match its checksum")
      }
      let name = String(decoding: checked.prefix(4), as: UTF8.self)
      guard isFirst == (name == "IHDR") else {
        throw .corrupt(.png, "its header is missing or out of place")
      }
      isFirst = false
      switch name {
      case "IHDR": try readHeader(ByteReader(checked.dropFirst(4)))
      case "eXIf": orientation = ExifOrientation.read(tiff: checked.dropFirst(4)) ?? .up
      case "IDAT": dataByteCount += length
      case "IEND":
        guard dataByteCount > 0 else { throw .corrupt(.png, "it ends before any pixels") }
        return
      default: break
      }
      offset += length + 12
    }
    throw .corrupt(.png, "it is cut short")
  }

  private mutating func readHeader(_ reader: ByteReader) throws(ImageCodecError) {
    guard reader.count == 13, let width = reader.integer32(at: 0),
      let height = reader.integer32(at: 4), let bits = reader.byte(at: 8),
      let colorType = reader.byte(at: 9), let interlacing = reader.byte(at: 12)
    else { throw .corrupt(.png, "its header has a wrong length") }
    guard width > 0, height > 0, width <= Int32.max, height <= Int32.max else {
      throw .corrupt(.png, "its width or height is impossible")
    }
    self.width = width
    self.height = height
    bitsPerSample = Int(bits)
    self.colorType = colorType
    isInterlaced = interlacing != 0
  }

  /// Refuses what would cost more than `limits` allow and what cannot be true: a few bytes that
  /// claim to hold a huge picture.
  ///
  /// - Throws: `tooLarge`, `unsupportedFormat` or `corrupt`.
  func check(_ limits: DecodingLimits) throws(ImageCodecError) {
    guard width <= limits.maximumPixels / height else {
      throw .tooManyPixels(width: width, height: height, limit: limits.maximumPixels)
    }
    let channels =
      switch colorType {
      case 0, 3: 1
      case 2: 3
      case 4: 2
      case 6: 4
      default: throw .corrupt(.png, "its header names an unknown colour type")
      }
    guard [1, 2, 4, 8, 16].contains(bitsPerSample) else {
      throw .corrupt(.png, "its header names an impossible bit depth")
    }
    // libpng's simplified interface gets half of such a picture's pixels wrong, a known bug of it.
    guard !isInterlaced || bitsPerSample < 16 else {
      throw ImageCodecError(
        .unsupportedFormat,
        "this is an interlaced PNG with 16 bits a channel; save it without interlacing")
    }
    // Deflate turns one byte into 1,032 at most (RFC 1951: 258 bytes for two bits).
    let leastRowBytes = (width * channels * bitsPerSample + 7) / 8
    guard leastRowBytes * height / 1032 <= dataByteCount else {
      throw .corrupt(.png, "it has too few bytes for its size")
    }
  }
}
