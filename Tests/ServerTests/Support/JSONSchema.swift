import Foundation

/// As much of JSON Schema as the API's description uses.
///
/// Stricter in one thing: a member that the schema does not name is a flaw, so that no answer has what
/// the description lacks.
struct JSONSchema {
  private let document: [String: Any]

  init(_ document: [String: Any]) {
    self.document = document
  }

  /// What is wrong with a value, such as `/risk: above 1`.
  func flaws(of value: Any, as schema: [String: Any], at path: String = "") -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let found = resolve(reference) else { return ["\(path): no \(reference)"] }
      return flaws(of: value, as: found, at: path)
    }
    var flaws: [String] = []
    if let types = schema["type"] as? [String] ?? (schema["type"] as? String).map({ [$0] }),
      !types.contains(where: { Self.is(value, $0) })
    {
      flaws.append("\(path): no \(types)")
    }
    if let values = schema["enum"] as? [String], !values.contains(value as? String ?? "") {
      flaws.append("\(path): none of \(values)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      flaws.append("\(path): not \(pattern)")
    }
    if let number = Self.number(value) {
      if let least = schema["minimum"] as? Double, number < least {
        flaws.append("\(path): below \(least)")
      }
      if let most = schema["maximum"] as? Double, number > most {
        flaws.append("\(path): above \(most)")
      }
    }
    if let items = schema["items"] as? [String: Any], let values = value as? [Any] {
      flaws += values.flatMap { self.flaws(of: $0, as: items, at: path + "/*") }
    }
    if let properties = schema["properties"] as? [String: [String: Any]],
      let members = value as? [String: Any]
    {
      for name in schema["required"] as? [String] ?? [] where members[name] == nil {
        flaws.append("\(path): no \(name)")
      }
      for (name, member) in members {
        guard let property = properties[name] else {
          flaws.append("\(path)/\(name): not described")
          continue
        }
        flaws += self.flaws(of: member, as: property, at: path + "/" + name)
      }
    }
    return flaws
  }

  /// What `#/components/...` leads to.
  func resolve(_ reference: String) -> [String: Any]? {
    guard reference.hasPrefix("#/") else { return nil }
    return reference.dropFirst(2).split(separator: "/").reduce(document as Any?) { value, name in
      (value as? [String: Any])?[String(name)]
    } as? [String: Any]
  }

  private static func `is`(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": isBoolean(value)
    case "integer": number(value).map { $0.rounded() == $0 } ?? false
    case "number": number(value) != nil
    default: false
    }
  }

  /// Foundation reads a boolean as a number as well.
  private static func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return ["c", "B"].contains(String(cString: number.objCType))
  }

  private static func number(_ value: Any) -> Double? {
    isBoolean(value) ? nil : (value as? NSNumber)?.doubleValue
  }
}
