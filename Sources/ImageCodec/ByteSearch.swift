#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first `byte` at `start` or behind it, nil where there is none.
  ///
  /// Through the C library, which looks at a register of bytes at a time: nearly all of a JPEG file
  /// is searched for its few markers.
  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
