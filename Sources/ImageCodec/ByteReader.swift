/// Reads integers out of bytes that nobody vouches for: every access is checked, and an offset from
/// the file can neither overflow nor leave the buffer.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  var isLittleEndian = false

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  var count: Int { bytes.count }

  /// The byte at `offset` from the start, nil outside.
  func byte(at offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  /// Two bytes as an unsigned integer in 0...65,535.
  func integer16(at offset: Int) -> Int? {
    guard let range = slice(at: offset, count: 2) else { return nil }
    let first = Int(range[range.startIndex])
    let second = Int(range[range.startIndex + 1])
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }

  /// Four bytes as an unsigned integer in 0...4,294,967,295.
  func integer32(at offset: Int) -> Int? {
    guard let first = integer16(at: offset), let second = integer16(at: offset + 2) else {
      return nil
    }
    return isLittleEndian ? second << 16 | first : first << 16 | second
  }

  /// `count` bytes from `offset` on, nil where they do not all exist.
  func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    let start = bytes.startIndex + offset
    return bytes[start..<(start + count)]
  }
}
