import Evaluation

extension EvaluationSummary {
  /// The summary as aligned columns for a terminal, without a final line feed. Up to a hundred
  /// thousand images it fits a line of about 100 characters. Undefined figures read `undefined`.
  public var text: String {
    ([heading] + tables.map { $0.text(isRuled: true) }).joined(separator: "\n\n")
  }
}
