/// A JSON value; strings are UTF-8 bytes, unescaped.
public enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(JSONNumber)
  case string([UInt8])
  case array([JSONValue])
  /// Members in the order of the text; no key occurs twice.
  case object([JSONMember])

  /// The value under a key of an object; nil where there is none or this is no object.
  public subscript(key: StaticString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for member in members where key.matches(member.key) { return member.value }
    return nil
  }

  /// The value under a key of an object, as above.
  package subscript(key: [UInt8]) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for member in members where member.key == key { return member.value }
    return nil
  }

  /// The bytes of a string.
  public var string: [UInt8]? {
    if case .string(let bytes) = self { bytes } else { nil }
  }

  /// The elements of an array.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object.
  public var object: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A number as floating point.
  public var double: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }

  /// A number without sign, fraction and exponent that fits.
  public var unsignedInteger: UInt64? {
    if case .number(let number) = self { number.unsignedInteger } else { nil }
  }

  /// True or false.
  public var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }
}

/// One key of a JSON object and its value.
public struct JSONMember: Sendable, Equatable {
  /// UTF-8, unescaped.
  public let key: [UInt8]
  public let value: JSONValue
}
