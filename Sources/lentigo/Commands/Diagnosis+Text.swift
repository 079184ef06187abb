import Diagnosing

extension Diagnosis {
  /// Two or three lines for the terminal.
  ///
  /// - Parameter point: what is known of the threshold.
  func text(_ point: ChosenPoint) -> String {
    let heading = verdict.rawValue.replacing("-", with: " ").uppercased()
    let figures =
      risk.map {
        " (risk \(Numbers.fixed(Double($0))), refer from \(Numbers.fixed(Double(threshold))))"
      } ?? ""
    let meaning = risk.flatMap { point.meaning(ofRisk: Double($0)) }.map { "\n  \($0)" } ?? ""
    return "\(file ?? "picture"): \(heading)\(figures)\n  \(message)\(meaning)"
  }
}
