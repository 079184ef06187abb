import Files
import Foundation

extension JSONTree {
  /// Every value that is no object, as JSON, by the names on the way to it: `schedule.peak`.
  var leaves: [String: String] {
    guard case .object(let members) = self else { return ["": line] }
    var leaves: [String: String] = [:]
    for (name, member) in members {
      for (path, text) in member.leaves { leaves[path.isEmpty ? name : "\(name).\(path)"] = text }
    }
    return leaves
  }

  /// JSON to read and to edit: the members of the outer objects a line each, what lies deeper on one.
  ///
  /// - Parameter depth: how many objects, one in the other, are laid out.
  func text(depth: Int, indent: String = "") -> String {
    guard case .object(let members) = self, depth > 0, !members.isEmpty else { return line }
    let inner = indent + "  "
    let lines = members.sorted { $0.key < $1.key }.map { name, member in
      "\(inner)\"\(name)\": \(member.text(depth: depth - 1, indent: inner))"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
  }

  private var line: String {
    (try? JSONEncoder.canonical.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}

extension Encodable {
  /// This value's JSON to read and to edit, two objects deep.
  package func readableJSON() throws -> String { try JSONTree(encoding: self).text(depth: 2) }
}
