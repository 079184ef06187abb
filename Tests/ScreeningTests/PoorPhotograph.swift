import Foundation
import TestSupport
import Testing

/// A real picture that was spoilt on purpose, from a list of them in the shared data.
struct PoorPhotograph: Sendable, CustomTestStringConvertible {
  let path: String
  /// Such as `motion blur`.
  let kind: String
  let testDescription: String

  /// What quality checks have to find; noise, compression and swapped colours are not among them.
  static let kinds: Set = [
    "blur", "motion blur", "under-exposed", "over-exposed", "low contrast", "too small",
    "no lesion / flat",
  ]

  static let all: [PoorPhotograph] = {
    guard let folder = SharedData.path("data/bad_inputs"),
      let text = try? String(contentsOfFile: folder + "/manifest.csv", encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",").map(String.init)
      guard fields.count == 4, kinds.contains(fields[1]) else { return nil }
      return PoorPhotograph(
        path: "\(folder)/\(fields[0])", kind: fields[1], testDescription: fields[0])
    }
  }()
}
