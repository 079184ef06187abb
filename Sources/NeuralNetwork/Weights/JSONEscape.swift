/// Reads what follows a backslash in a JSON string.
struct JSONEscape {
  let bytes: [UInt8]
  var position: Int

  /// The Unicode scalar that the escape stands for, or nil where it is none.
  mutating func scan() -> UInt32? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return scanUnicode()
    default: return nil
    }
  }

  private mutating func scanUnicode() -> UInt32? {
    guard let first = scanHexadecimal() else { return nil }
    switch first {
    case 0xD800..<0xDC00:
      // The first half of a pair: the second must follow.
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      position += 2
      guard let second = scanHexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
      return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    case 0xDC00..<0xE000: return nil
    default: return first
    }
  }

  private mutating func scanHexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = bytes[position]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
