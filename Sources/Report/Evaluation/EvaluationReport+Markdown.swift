import Evaluation

extension EvaluationReport {
  /// The report as GitHub-flavoured Markdown. Refers to `roc.svg` and `precision-recall.svg` beside it.
  public func markdown() -> String {
    var blocks = ["# \(Markdown.escaped(title))", "\(Markdown.escaped(summary.heading))."]
    if !details.isEmpty {
      blocks.append(
        details.map { "- \(Markdown.escaped($0.name)): \(Markdown.escaped($0.value))" }
          .joined(separator: "\n"))
    }
    blocks += summary.tables.map(\.markdown)
    blocks.append("![ROC curve](roc.svg) ![Precision-recall curve](precision-recall.svg)")
    blocks += notes.map(Markdown.escaped)
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
