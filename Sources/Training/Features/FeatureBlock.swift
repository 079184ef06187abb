import Files

/// Some consecutive rows of features, and what tells them from all others.
struct FeatureBlock {
  /// Names the stream of rows: the backbone, the images and what is done to them.
  let stream: Fingerprint
  /// Where in the stream the block stands, from 0.
  let index: Int
  /// Features of one image.
  let rowLength: Int
  /// The last block of a stream has fewer rows than the others.
  let rowCount: Int

  /// The file's name: rows of another stream never lie under it.
  var name: String { "\(stream.hexadecimal)-\(index).features" }

  /// Bytes before the first row.
  static let headerByteCount = 48
  private static let magic: UInt64 = 0x3130_4353_544D_474C

  var byteCount: Int { Self.headerByteCount + rowCount * rowLength * MemoryLayout<Float>.stride }

  /// The file of `rows`: a header of six 64-bit numbers, then the rows, little-endian.
  func serialized(_ rows: UnsafeBufferPointer<Float>) -> [UInt8] {
    let header = header(checksum: Self.checksum(UnsafeRawBufferPointer(rows)))
    return [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, count in
      let raw = UnsafeMutableRawBufferPointer(bytes)
      for (place, number) in header.enumerated() {
        raw.storeBytes(of: number.littleEndian, toByteOffset: place * 8, as: UInt64.self)
      }
      UnsafeMutableRawBufferPointer(rebasing: raw[Self.headerByteCount...])
        .copyMemory(from: UnsafeRawBufferPointer(rows))
      count = byteCount
    }
  }

  /// The rows of a file; nil unless every byte is as `serialized` wrote it for this block.
  func rows(in bytes: [UInt8]) -> [Float]? {
    guard bytes.count == byteCount else { return nil }
    return bytes.withUnsafeBytes { raw in
      let body = UnsafeRawBufferPointer(rebasing: raw[Self.headerByteCount...])
      let expected = header(checksum: Self.checksum(body))
      for (place, number) in expected.enumerated() {
        let found = raw.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
        guard UInt64(littleEndian: found) == number else { return nil }
      }
      return [Float](unsafeUninitializedCapacity: rowCount * rowLength) { floats, count in
        UnsafeMutableRawBufferPointer(floats).copyMemory(from: body)
        count = rowCount * rowLength
      }
    }
  }

  private func header(checksum: UInt64) -> [UInt64] {
    [Self.magic, stream.value, UInt64(index), UInt64(rowLength), UInt64(rowCount), checksum]
  }

  /// FNV-1a over words of eight bytes: a byte at a time would take longer than the disk. Rows end
  /// at a multiple of four bytes; what is left of a word is filled with zeros.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for start in stride(from: 0, to: bytes.count, by: 8) {
      let word =
        start + 8 <= bytes.count
        ? bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        : UInt64(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      value = (value ^ UInt64(littleEndian: word)) &* 0x100_0000_01B3
    }
    return value
  }
}
