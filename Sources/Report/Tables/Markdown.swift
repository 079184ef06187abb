/// Text made safe for GitHub's Markdown.
enum Markdown {
  /// One line on which no character has a meaning in Markdown or HTML.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character.isNewline {
        result += " "
      } else {
        if "\\`*_[]<>|&#~".contains(character) { result += "\\" }
        result.append(character)
      }
    }
  }

  /// ``escaped(_:)`` for the start of a line, where more characters have a meaning.
  static func paragraph(_ text: String) -> String {
    let text = escaped(text.drop { $0.isWhitespace }.description)
    if let first = text.first, "+-=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isNumber }
    guard !digits.isEmpty, let mark = text.dropFirst(digits.count).first, ".)".contains(mark)
    else { return text }
    return digits + "\\" + text.dropFirst(digits.count)
  }

  /// Lines shown as they are, between fences longer than any row of backticks in them.
  static func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\n\(text)\n\(fence)"
  }
}
