import Foundation

extension JSONEncoder {
  /// The same value always gives the same bytes: keys sorted, one line.
  package static var canonical: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
