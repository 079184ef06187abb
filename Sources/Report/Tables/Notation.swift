import Evaluation
import Foundation

/// How figures are written for people, the same in the terminal, in reports and in drawings.
enum Notation {
  static let undefined = "undefined"

  /// Three decimals. Only exactly 0 and 1 are written as 0.000 and 1.000, so that rounding never makes a
  /// figure perfect.
  static func share(_ value: Double?) -> String {
    guard let value, value.isFinite else { return undefined }
    if value > 0, value < 0.0005 { return "<0.001" }
    if value < 1, value >= 0.9995 { return ">0.999" }
    return String(format: "%.3f", value)
  }

  /// A percentage with one decimal, by the same rule as ``share(_:)``.
  static func percent(_ value: Double?) -> String {
    guard let value, value.isFinite else { return undefined }
    if value > 0, value < 0.0005 { return "<0.1 %" }
    if value < 1, value >= 0.9995 { return ">99.9 %" }
    return String(format: "%.1f %%", value * 100)
  }

  static func interval(_ interval: ConfidenceInterval?) -> String {
    guard let interval else { return undefined }
    return "[\(share(interval.lower)), \(share(interval.upper))]"
  }

  /// A share and its interval, where there is one.
  static func estimate(_ value: Double?, _ bounds: ConfidenceInterval?) -> String {
    bounds == nil ? share(value) : "\(share(value)) \(interval(bounds))"
  }

  /// Such as "95 %".
  static func confidence(_ confidence: Double) -> String {
    String(format: "%.4g %%", confidence * 100)
  }

  static func threshold(_ threshold: Double) -> String { String(format: "%.4g", threshold) }

  /// Such as "1 image" and "2 images".
  static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count.grouped) \(count == 1 ? singular : plural)"
  }

  /// A small number as a word, such as "three".
  static func word(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : count.grouped
  }

  /// With its sign and as many decimals, three at least and six at most, as it takes to differ from 0.
  static func signed(_ value: Double?) -> String {
    guard let value, value.isFinite else { return undefined }
    // Below half of the sixth decimal there is only rounding.
    guard let decimals = (3...6).first(where: { abs(value) * pow(10, Double($0)) >= 0.5 }) else {
      return "0.000"
    }
    let sign = value < 0 ? "\u{2212}" : "+"
    return sign + String(format: "%.\(decimals)f", abs(value))
  }

  /// ``signed(_:)`` of both bounds.
  static func signedInterval(_ interval: ConfidenceInterval?) -> String {
    guard let interval else { return undefined }
    return "[\(signed(interval.lower)), \(signed(interval.upper))]"
  }

  /// Four decimals, as the paper prints its figures.
  static func published(_ value: Double) -> String { String(format: "%.4f", value) }

  /// A rounded number with commas between thousands.
  static func whole(_ value: Double) -> String {
    Int(exactly: value.rounded())?.grouped ?? undefined
  }

  /// Three significant digits at least, for seconds and milliseconds.
  static func measured(_ value: Double?) -> String {
    guard let value, value.isFinite else { return undefined }
    if abs(value) >= 1000 { return whole(value) }
    let decimals = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
    return String(format: "%.\(decimals)f", value)
  }

  /// Such as "58.9 M" and "15.3 G".
  static func scaled(_ count: Int) -> String {
    let value = Double(count)
    for (limit, unit) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= limit {
      return "\(measured(value / limit)) \(unit)"
    }
    return "\(count)"
  }

  /// Such as "A, B and C".
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
