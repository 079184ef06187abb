/// Names are bytes here: `String` would bring Unicode tables into the phone's download.
extension StaticString {
  /// Whether these are exactly the given bytes.
  func matches(_ bytes: some Sequence<UInt8>) -> Bool {
    var index = 0
    for byte in bytes {
      guard index < utf8CodeUnitCount, utf8Start[index] == byte else { return false }
      index += 1
    }
    return index == utf8CodeUnitCount
  }
}

extension Array where Element == UInt8 {
  /// The bytes of a literal.
  package init(_ text: StaticString) {
    self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// These bytes and a literal's behind them.
  func appending(_ text: StaticString) -> [UInt8] { self + [UInt8](text) }

  /// These bytes and a number in decimal digits behind them; `number` is not negative.
  func appending(_ number: Int) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = number
    repeat {
      digits.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    return self + digits.reversed()
  }

  /// Whether these bytes come before the others, byte by byte.
  func precedes(_ other: [UInt8]) -> Bool {
    let shared = Swift.min(count, other.count)
    for index in 0..<shared where self[index] != other[index] {
      return self[index] < other[index]
    }
    return count < other.count
  }
}
