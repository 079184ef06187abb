import Evaluation

extension EvaluationReport {
  /// The report as GitHub-flavoured Markdown. Refers to the drawings beside it.
  public func markdown() -> String {
    var blocks = ["# \(Markdown.escaped(title))", "\(Markdown.escaped(summary.heading))."]
    if !details.isEmpty {
      blocks.append(
        details.map { "- \(Markdown.escaped($0.name)): \(Markdown.escaped($0.value))" }
          .joined(separator: "\n"))
    }
    blocks += summary.tables.map(\.markdown)
    for subgroup in subgroups {
      blocks += subgroup.tables.map(\.markdown) + [Markdown.escaped(subgroup.withinSentence)]
    }
    blocks.append(
      "![ROC curve](roc.svg) ![Precision-recall curve](precision-recall.svg)"
        + (summary.calibration == nil ? "" : " ![Calibration](calibration.svg)"))
    blocks += notes.map(Markdown.escaped)
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
