/// What a `Content-Type` says, split into its parts (RFC 9110, section 8.3).
package struct MediaType: Equatable {
  /// In lowercase letters, such as `image/jpeg`.
  package let essence: String
  /// Names in lowercase letters, values as they stand, without quotes.
  private let parameters: [String: String]

  /// - Returns: nil where the text is no media type.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    let essence = rest.prefix { $0 != ";" }
    rest = rest.dropFirst(essence.count)
    let names = essence.withoutBlanks.lowercased().split(
      separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy({ Self.isToken($0) }) else { return nil }
    self.essence = names.joined(separator: "/")
    guard let parameters = Self.parameters(&rest) else { return nil }
    self.parameters = parameters
  }

  /// The value of a parameter such as `boundary`.
  package subscript(parameter: String) -> String? { parameters[parameter] }

  /// Reads `; name=value; name="value"` to the end; nil where it is malformed or names one twice.
  static func parameters(_ rest: inout Substring) -> [String: String]? {
    var parameters: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isBlank)
      guard rest.first == ";" else { return rest.isEmpty ? parameters : nil }
      rest = rest.dropFirst().drop(while: \.isBlank)
      // A semicolon at the very end does no harm.
      if rest.isEmpty { return parameters }
      guard let equals = rest.firstIndex(of: "="), isToken(rest[..<equals]) else { return nil }
      let name = rest[..<equals].lowercased()
      rest = rest[rest.index(after: equals)...]
      guard let value = value(&rest), parameters.updateValue(value, forKey: name) == nil else {
        return nil
      }
    }
  }

  /// A token, or characters between quotes in which a backslash stands before those that it hides.
  private static func value(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      let token = rest.prefix { $0 != ";" && !$0.isBlank }
      rest = rest.dropFirst(token.count)
      return isToken(token) ? String(token) : nil
    }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return value
      case "\\":
        guard let hidden = rest.popFirst() else { return nil }
        value.append(hidden)
      default: value.append(character)
      }
    }
    return nil
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
      }
  }
}

extension Character {
  /// What may stand between the parts of a header.
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
  /// Without what may stand around a header's parts.
  var withoutBlanks: Substring {
    var text = drop(while: \.isBlank)
    while text.last?.isBlank == true { text.removeLast() }
    return text
  }
}
