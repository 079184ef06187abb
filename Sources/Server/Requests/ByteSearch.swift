import Foundation

extension [UInt8] {
  /// Where `pattern` stands first at `start` or behind it.
  func firstRange(of pattern: [UInt8], from start: Int) -> Range<Int>? {
    self[Swift.min(start, count)...].firstRange(of: pattern)
  }
}

extension ArraySlice<UInt8> {
  /// Where `pattern` stands first, through the C library, which looks at many bytes at a time for the
  /// pattern's first one.
  ///
  /// - Parameter pattern: begins with a byte that it does not have again, as lines and delimiters do,
  ///   so that no body makes this slow.
  func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first else { return nil }
    let offset: Int? = withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var position = 0
      while bytes.count - position >= pattern.count {
        let room = bytes.count - position - pattern.count + 1
        guard let found = memchr(base + position, Int32(first), room) else { return nil }
        position = UnsafeRawPointer(found) - base
        if memcmp(base + position, pattern, pattern.count) == 0 { return position }
        position += 1
      }
      return nil
    }
    return offset.map { startIndex + $0..<startIndex + $0 + pattern.count }
  }
}
