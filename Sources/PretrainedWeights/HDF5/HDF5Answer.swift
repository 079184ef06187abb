import CHDF5Reader

/// The bytes of the reader's answers as values.
///
/// The reader is a process whose memory a damaged file may have written over, so its answers are
/// checked like the file itself.
package enum HDF5Answer {
  /// The shape in an `hdf5_dataset`.
  ///
  /// - Throws: where the bytes are none, or the shape is beyond every tensor's.
  package static func shape(_ bytes: [UInt8], path: String) throws(HDF5Problem) -> [Int] {
    let numbers = numbers(bytes)
    guard bytes.count == MemoryLayout<hdf5_dataset>.size, let first = numbers.first,
      first <= UInt64(HDF5_MAXIMUM_RANK)
    else { throw HDF5Problem(.damaged, "'\(path)' cannot be read") }
    let extents = numbers.dropFirst().prefix(Int(first))
    guard extents.allSatisfy({ $0 <= 1 << 40 }) else {
      throw HDF5Problem(.refused, "'\(path)' claims the shape \(Array(extents))")
    }
    return extents.map { Int($0) }
  }

  /// The names behind an `hdf5_strings`, each up to its first zero.
  ///
  /// - Throws: where the bytes are none, or are more names than weights have.
  package static func names(_ bytes: [UInt8], path: String) throws(HDF5Problem) -> [String] {
    let headSize = MemoryLayout<hdf5_strings>.size
    let head = numbers(Array(bytes.prefix(headSize)))
    guard head.count == 2, head[0] <= UInt64(HDF5_MAXIMUM_STRINGS),
      head[1] <= UInt64(HDF5_MAXIMUM_NAME)
    else { throw HDF5Problem(.damaged, "the names in '\(path)' cannot be read") }
    let (count, size) = (Int(head[0]), Int(head[1]))
    guard bytes.count == headSize + count * size else {
      throw HDF5Problem(.damaged, "the names in '\(path)' cannot be read")
    }
    return (0..<count).map { index in
      let start = headSize + index * size
      let name = bytes[start..<start + size].prefix { $0 != 0 }
      return String(decoding: name, as: UTF8.self)
    }
  }

  /// The 64-bit numbers that the bytes are, in the machine's own order.
  private static func numbers(_ bytes: [UInt8]) -> [UInt64] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 8).map { raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
    }
  }
}
