import Files
import Foundation
import Training

/// The results of finished stages, one file each, so that none is done twice.
///
/// A file's first line says what the result depends on and holds a fingerprint of the rest, which is
/// the result as JSON.
package struct StageStore: Sendable {
  let directory: String

  package init(directory: String) { self.directory = directory }

  private struct Header: Codable {
    var format: Int
    var inputs: StageInputs
    /// Of the bytes after the first line.
    var fingerprint: String
  }

  private static let format = 1

  /// What is there for a stage.
  package enum Entry<Value> {
    case absent
    /// Not a file that `save` wrote.
    case damaged
    /// Of other inputs.
    case outdated(StageInputs)
    case found(Value)
  }

  package func path(_ name: String) -> String { "\(directory)/\(name).json" }

  /// Looks for the result of a stage with exactly these inputs.
  package func load<Value: Decodable>(
    _ name: String, inputs: StageInputs, as type: Value.Type = Value.self
  ) -> Entry<Value> {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path(name))
    } catch {
      return error.code == .notFound ? .absent : .damaged
    }
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[..<end])),
      header.format == Self.format,
      Self.fingerprint(bytes[(end + 1)...]) == header.fingerprint
    else { return .damaged }
    guard header.inputs == inputs else { return .outdated(header.inputs) }
    guard let value = try? JSONDecoder().decode(type, from: Data(bytes[(end + 1)...])) else {
      return .damaged
    }
    return .found(value)
  }

  /// Keeps the result of a stage.
  package func save(
    _ value: some Encodable, as name: String, inputs: StageInputs
  ) throws(ReproductionError) {
    do {
      let body = try JSONEncoder.canonical.encode(value)
      let header = Header(
        format: Self.format, inputs: inputs, fingerprint: Self.fingerprint(body))
      let bytes = try JSONEncoder.canonical.encode(header) + [UInt8(ascii: "\n")] + body
      try AtomicFile.write(bytes, to: path(name))
    } catch {
      throw .unwritable("The result \(path(name)) could not be written", cause: error)
    }
  }

  private static func fingerprint(_ bytes: some Sequence<UInt8>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.combine(bytes)
    return fingerprint.hexadecimal
  }
}
