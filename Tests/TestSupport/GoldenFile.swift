import Foundation

/// Reads the golden values that lie in a test target's `Golden` folder.
public enum GoldenFile {
  /// The decoded content of `Golden/<name>.json` in the given bundle.
  public static func json<Value: Decodable>(
    _ name: String, in bundle: Bundle, as type: Value.Type = Value.self
  ) throws -> Value {
    guard
      let url = bundle.url(forResource: name, withExtension: "json", subdirectory: "Golden")
    else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
  }
}
