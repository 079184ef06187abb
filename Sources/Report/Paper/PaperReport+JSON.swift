import Foundation

extension PaperReport {
  /// The report as indented JSON with sorted keys and a final line feed: the same bytes for the same
  /// report. An undefined figure is `null`.
  ///
  /// - Throws: What `JSONEncoder` throws for a number that is not finite.
  public func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
