/// Sizes as the heads of answers claim them: numbers that a stranger wrote.
package enum TransferSize {
  /// What `text` says, in bytes; `Int.max`, which every limit refuses, where it is no count or one
  /// beyond all memory.
  package static func bytes(_ text: some StringProtocol) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .max }
    return Int(text) ?? .max
  }

  /// The size behind the slash of a Content-Range, `bytes 3-7/9` or `bytes */9`; nil where it is not
  /// said.
  package static func whole(of range: String) -> Int? {
    guard let slash = range.lastIndex(of: "/") else { return nil }
    let text = range[range.index(after: slash)...]
    return text == "*" ? nil : bytes(text)
  }

  /// Both together, at most `Int.max`.
  package static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }
}
