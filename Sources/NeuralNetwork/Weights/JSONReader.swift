/// A strict JSON parser (RFC 8259) over bytes, for text that may come from anywhere.
///
/// It refuses what other parsers read differently from one another: duplicate keys, invalid UTF-8,
/// lone surrogates, bytes behind the value. Depth and the count of values are bounded.
public struct JSONReader {
  /// Arrays and objects within one another; the recursion must fit a phone's 64 KiB stack.
  public static var maximumDepth: Int { 32 }
  /// Values in one text.
  public static var maximumValues: Int { 1 << 18 }

  private let bytes: [UInt8]
  private var position = 0
  private var values = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that a text consists of, with nothing but white space around it.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.readValue(depth: 0)
    reader.skipWhiteSpace()
    guard reader.position == bytes.count else { throw reader.error(.trailingBytes) }
    return value
  }

  private func error(_ reason: JSONError.Reason) -> JSONError {
    JSONError(reason: reason, offset: position)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard let found = current else { throw error(.unexpectedEnd) }
    guard found == byte else { throw error(.unexpectedByte) }
    position += 1
  }

  private mutating func expect(_ literal: StaticString) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount { try expect(literal.utf8Start[index]) }
  }

  private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
    skipWhiteSpace()
    values += 1
    guard values <= Self.maximumValues else { throw error(.tooManyValues) }
    guard let byte = current else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < Self.maximumDepth else { throw error(.tooDeep) }
      return byte == UInt8(ascii: "{")
        ? try readObject(depth: depth + 1) : try readArray(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"):
      try expect("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default: return .number(try readNumber())
    }
  }

  private mutating func readArray(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipWhiteSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try readValue(depth: depth))
      if try endsList(UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  private mutating func readObject(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    skipWhiteSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipWhiteSpace()
      guard let byte = current else { throw error(.unexpectedEnd) }
      guard byte == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
      let key = try readString()
      skipWhiteSpace()
      try expect(UInt8(ascii: ":"))
      members.append(JSONMember(key: key, value: try readValue(depth: depth)))
      if try endsList(UInt8(ascii: "}")) {
        guard !hasDuplicateKey(members) else { throw error(.duplicateKey) }
        return .object(members)
      }
    }
  }

  /// Reads a comma (false) or the closing bracket (true).
  private mutating func endsList(_ closing: UInt8) throws(JSONError) -> Bool {
    skipWhiteSpace()
    if current == UInt8(ascii: ",") {
      position += 1
      return false
    }
    try expect(closing)
    return true
  }

  /// Sorts, because comparing all pairs would let a hostile file take hours.
  private func hasDuplicateKey(_ members: [JSONMember]) -> Bool {
    let order = IndexOrder.of(members.map { $0.key })
    for (index, next) in zip(order, order.dropFirst()) where members[index].key == members[next].key
    {
      return true
    }
    return false
  }

  private mutating func readNumber() throws(JSONError) -> JSONNumber {
    var scanner = JSONNumberScanner(bytes: bytes, position: position)
    defer { position = scanner.position }
    guard let number = scanner.scan() else {
      if scanner.position == position, current != nil { throw error(.unexpectedByte) }
      throw JSONError(reason: .invalidNumber, offset: scanner.position)
    }
    return number
  }

  private mutating func readString() throws(JSONError) -> [UInt8] {
    position += 1
    var text: [UInt8] = []
    while true {
      guard let byte = current else { throw error(.unexpectedEnd) }
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return text
      case UInt8(ascii: "\\"):
        var escape = JSONEscape(bytes: bytes, position: position + 1)
        guard let scalar = escape.scan() else {
          throw JSONError(reason: .invalidEscape, offset: escape.position)
        }
        position = escape.position
        UTF8Scalar.append(scalar, to: &text)
      case 0..<0x20: throw error(.controlCharacter)
      case 0x20..<0x80:
        text.append(byte)
        position += 1
      default:
        let length = UTF8Scalar.length(in: bytes, at: position)
        guard length > 0 else { throw error(.invalidUTF8) }
        text.append(contentsOf: bytes[position..<position + length])
        position += length
      }
    }
  }
}
