import Foundation

/// How figures are written for people, the same in the terminal, in reports and in drawings.
enum Notation {
  static let undefined = "undefined"

  /// Three decimals. Only exactly 0 and 1 are written as 0.000 and 1.000, so that rounding never makes a
  /// figure perfect.
  static func share(_ value: Double?) -> String {
    guard let value else { return undefined }
    if value > 0, value < 0.0005 { return "<0.001" }
    if value < 1, value >= 0.9995 { return ">0.999" }
    return String(format: "%.3f", value)
  }

  /// A percentage with one decimal, by the same rule as ``share(_:)``.
  static func percent(_ value: Double?) -> String {
    guard let value else { return undefined }
    if value > 0, value < 0.0005 { return "<0.1 %" }
    if value < 1, value >= 0.9995 { return ">99.9 %" }
    return String(format: "%.1f %%", value * 100)
  }

  static func interval(_ interval: ConfidenceInterval?) -> String {
    guard let interval else { return undefined }
    return "[\(share(interval.lower)), \(share(interval.upper))]"
  }

  /// Such as "95 %".
  static func confidence(_ confidence: Double) -> String {
    String(format: "%.4g %%", confidence * 100)
  }

  static func threshold(_ threshold: Double) -> String { String(format: "%.4g", threshold) }

  /// Such as "1 image" and "2 images".
  static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
