/// Everything that a stage's result depends on, by names that read well in a sentence.
package struct StageInputs: Codable, Sendable, Equatable {
  private var values: [String: String] = [:]

  package init() {}

  /// Sets a value that a person can read.
  package mutating func set(_ name: String, _ value: some CustomStringConvertible) {
    values[name] = value.description
  }

  /// Sets a fingerprint, of which only can be said that it changed.
  package mutating func set(_ name: String, fingerprint: String) {
    values[name] = Self.mark + fingerprint
  }

  /// Whether a value has been set.
  package func has(_ name: String) -> Bool { values[name] != nil }

  private static let mark = "#"

  /// How these inputs differ from those of an earlier run, such as `the seed was 0 and is now 1`.
  package func changes(since old: StageInputs) -> String {
    let names = Set(values.keys).union(old.values.keys).sorted()
    let changed = names.filter { values[$0] != old.values[$0] }
    return changed.map { name in
      guard let before = old.values[name] else { return "\(name): none before" }
      guard let now = values[name] else { return "\(name): none now" }
      return now.hasPrefix(Self.mark) || before.hasPrefix(Self.mark)
        ? "\(name): changed" : "\(name) was \(before) and is now \(now)"
    }.joined(separator: "; ")
  }
}
