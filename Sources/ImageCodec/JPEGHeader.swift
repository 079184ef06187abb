import LesionImage

/// What a JPEG file says about itself, read by our own bounded walk over its segments, so that size
/// and kind are known before the decoder takes any memory.
///
/// Source: ITU-T T.81, annex B (segments and markers) and T.872 (the Exif and Adobe segments).
struct JPEGHeader: Equatable {
  /// How the picture is coded: the marker of its frame, 0xC0 to 0xCF.
  enum Process: UInt8 {
    case baseline = 0xC0
    case extended = 0xC1
    case progressive = 0xC2
    case lossless = 0xC3
    case differentialExtended = 0xC5
    case differentialProgressive = 0xC6
    case differentialLossless = 0xC7
    case arithmetic = 0xC9
    case arithmeticProgressive = 0xCA
    case arithmeticLossless = 0xCB
    case differentialArithmetic = 0xCD
    case differentialArithmeticProgressive = 0xCE
    case differentialArithmeticLossless = 0xCF

    var isDecodable: Bool {
      switch self {
      case .baseline, .extended, .progressive, .arithmetic, .arithmeticProgressive: true
      default: false
      }
    }
  }

  /// How densely one colour component is sampled, 1 to 4 each way.
  struct Sampling: Equatable {
    var horizontal: Int
    var vertical: Int
  }

  private(set) var process = Process.baseline
  private(set) var width = 0
  private(set) var height = 0
  private(set) var bitsPerSample = 0
  private(set) var components: [Sampling] = []
  /// From the Exif segment; `up` where there is none.
  private(set) var orientation = Orientation.up
  private(set) var scanCount = 0

  /// Reads all segments up to the end-of-image marker; what follows it is left alone.
  ///
  /// - Throws: `corrupt` where the structure is broken or cut short.
  init(_ bytes: [UInt8]) throws(ImageCodecError) {
    let reader = ByteReader(bytes[...])
    var offset = 2
    var hasExif = false
    while let marker = try Self.nextMarker(reader, &offset) {
      switch marker {
      case 0x01, 0xD0...0xD7: continue
      case 0xD8: throw .corrupt(.jpeg, "a second picture starts inside the first")
      case 0xD9:
        guard !components.isEmpty, scanCount > 0 else {
          throw .corrupt(.jpeg, "it ends before any pixels")
        }
        return
      default: break
      }
      guard let length = reader.integer16(at: offset), length >= 2,
        let segment = reader.slice(at: offset + 2, count: length - 2)
      else { throw .corrupt(.jpeg, "it is cut short inside its header") }
      offset += length
      if let process = Process(rawValue: marker) {
        try readFrame(ByteReader(segment), process)
      } else if marker == 0xE1, !hasExif, segment.starts(with: Array("Exif\0".utf8)) {
        hasExif = true
        orientation = ExifOrientation.read(tiff: segment.dropFirst(6)) ?? .up
      } else if marker == 0xDA {
        guard !components.isEmpty else { throw .corrupt(.jpeg, "pixels come before the header") }
        scanCount += 1
        offset = Self.endOfScan(bytes, from: offset)
      }
    }
    throw .corrupt(.jpeg, "it is cut short")
  }

  /// The marker at `offset`, which moves past it; nil at the end of the bytes.
  private static func nextMarker(
    _ reader: ByteReader, _ offset: inout Int
  ) throws(ImageCodecError) -> UInt8? {
    guard let first = reader.byte(at: offset) else { return nil }
    guard first == 0xFF else { throw .corrupt(.jpeg, "a segment has a wrong length") }
    // Any number of 0xFF may pad the space before a marker.
    while let byte = reader.byte(at: offset), byte == 0xFF { offset += 1 }
    guard let marker = reader.byte(at: offset) else { return nil }
    offset += 1
    guard marker != 0 else { throw .corrupt(.jpeg, "a segment has a wrong length") }
    return marker
  }

  private mutating func readFrame(
    _ reader: ByteReader, _ process: Process
  ) throws(ImageCodecError) {
    guard components.isEmpty else { throw .corrupt(.jpeg, "it has two headers") }
    guard let bits = reader.byte(at: 0), let height = reader.integer16(at: 1),
      let width = reader.integer16(at: 3), let count = reader.byte(at: 5), count > 0,
      reader.count == 6 + 3 * Int(count)
    else { throw .corrupt(.jpeg, "its header has a wrong length") }
    guard width > 0, height > 0 else { throw .corrupt(.jpeg, "its width or height is 0") }
    var samplings: [Sampling] = []
    for component in 0..<Int(count) {
      let factors = Int(reader.byte(at: 7 + 3 * component) ?? 0)
      let sampling = Sampling(horizontal: factors >> 4, vertical: factors & 15)
      guard 1...4 ~= sampling.horizontal, 1...4 ~= sampling.vertical else {
        throw .corrupt(.jpeg, "its header has an impossible chroma sampling")
      }
      samplings.append(sampling)
    }
    self.process = process
    self.width = width
    self.height = height
    bitsPerSample = Int(bits)
    components = samplings
  }

  /// The offset of the marker that ends the entropy-coded data, or the end of the bytes.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      while let found = bytes.firstOffset(of: 0xFF, from: offset), found + 1 < bytes.count {
        let next = bytes[found + 1]
        // 0xFF00 is a data byte of 0xFF, and restart markers belong to the data.
        if next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return found }
        offset = found + 1
      }
      return bytes.count
    }
  }
}
