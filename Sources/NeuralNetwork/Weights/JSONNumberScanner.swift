/// Reads one number by JSON's grammar.
struct JSONNumberScanner {
  let bytes: [UInt8]
  private(set) var position: Int

  private var significand: UInt64 = 0
  private var kept = 0
  private var dropped = 0
  private var fractionDigits = 0

  init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The number from `position` on, or nil, with `position` at the byte that does not fit.
  mutating func scan() -> JSONNumber? {
    let isNegative = skip(UInt8(ascii: "-"))
    let start = position
    guard scanDigits(isFraction: false) else { return nil }
    if position > start + 1, bytes[start] == UInt8(ascii: "0") { return nil }
    var isInteger = true
    if skip(UInt8(ascii: ".")) {
      isInteger = false
      guard scanDigits(isFraction: true) else { return nil }
    }
    var exponent = 0
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      isInteger = false
      guard let scanned = scanExponent() else { return nil }
      exponent = scanned
    }
    return JSONNumber(
      isNegative: isNegative, significand: significand,
      exponent: exponent + dropped - fractionDigits, isInteger: isInteger && dropped == 0)
  }

  private var digit: UInt8? {
    guard position < bytes.count else { return nil }
    let value = bytes[position] &- UInt8(ascii: "0")
    return value <= 9 ? value : nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func scanDigits(isFraction: Bool) -> Bool {
    guard digit != nil else { return false }
    while let value = digit {
      if kept < 19 {
        significand = significand * 10 + UInt64(value)
        if significand > 0 { kept += 1 }
      } else {
        dropped += 1
      }
      if isFraction { fractionDigits += 1 }
      position += 1
    }
    return true
  }

  private mutating func scanExponent() -> Int? {
    let isNegative = skip(UInt8(ascii: "-"))
    if !isNegative { _ = skip(UInt8(ascii: "+")) }
    guard digit != nil else { return nil }
    var exponent = 0
    while let value = digit {
      // Beyond this every value is zero or infinite; stop counting before it overflows.
      if exponent < 100_000_000 { exponent = exponent * 10 + Int(value) }
      position += 1
    }
    return isNegative ? -exponent : exponent
  }
}
