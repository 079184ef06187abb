import Files
import Foundation

/// JSON as the command line prints it: one object a line, in the form that model files use.
enum JSON {
  static func line(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self)
  }
}
