/// FNV-1a with 64 bits (Fowler, Noll and Vo): tells files, data sets and patients apart.
///
/// It is no protection against someone who wants a collision, only against mistakes.
package struct Fingerprint: Equatable, Sendable {
  /// Of nothing, the offset basis.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// A fingerprint that was taken before.
  package init(value: UInt64) { self.value = value }

  /// Of a text's UTF-8 bytes.
  package init(_ text: String) { combine(text.utf8) }

  package mutating func combine(_ bytes: some Sequence<UInt8>) {
    // Callers in other modules get this function unspecialised, where each byte would cost a call.
    let combined = bytes.withContiguousStorageIfAvailable { Self.combined($0, into: value) }
    if let combined {
      value = combined
    } else {
      for byte in bytes { value = Self.combined(byte, into: value) }
    }
  }

  private static func combined(_ bytes: UnsafeBufferPointer<UInt8>, into value: UInt64) -> UInt64 {
    bytes.reduce(value) { combined($1, into: $0) }
  }

  private static func combined(_ byte: UInt8, into value: UInt64) -> UInt64 {
    (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Mixes in a text's length and bytes, so that neighbours cannot run into each other.
  package mutating func combine(_ text: String) {
    combine(UInt64(text.utf8.count))
    combine(text.utf8)
  }

  package mutating func combine(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { combine($0) }
  }

  package mutating func combine(_ numbers: [Float]) {
    numbers.withUnsafeBytes { combine($0) }
  }

  /// 16 lowercase hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
