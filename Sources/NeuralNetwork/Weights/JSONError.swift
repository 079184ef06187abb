/// Why bytes are not JSON that we accept, and where.
public struct JSONError: Error, Sendable, Equatable {
  public enum Reason: UInt8, Sendable {
    case unexpectedEnd
    case unexpectedByte
    case invalidNumber
    case invalidEscape
    case invalidUTF8
    case controlCharacter
    case duplicateKey
    case tooDeep
    case tooManyValues
    case trailingBytes
  }

  public let reason: Reason
  /// Offset of the offending byte from the beginning of the text.
  public let offset: Int

  public init(reason: Reason, offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
