extension EvaluationReport {
  /// The report as GitHub-flavoured Markdown. Refers to `roc.svg` and `precision-recall.svg` beside it.
  public func markdown() -> String {
    var blocks = ["# \(Self.escaped(title))", "\(Self.escaped(summary.heading))."]
    if !details.isEmpty {
      blocks.append(
        details.map { "- \(Self.escaped($0.name)): \(Self.escaped($0.value))" }
          .joined(separator: "\n"))
    }
    blocks += summary.tables.map(Self.table)
    blocks.append("![ROC curve](roc.svg) ![Precision-recall curve](precision-recall.svg)")
    blocks += notes.map(Self.escaped)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ table: SummaryTable) -> String {
    let row = { (cells: [String]) in "| \(cells.map(escaped).joined(separator: " | ")) |" }
    let rule = "| \(table.head.map { _ in "---" }.joined(separator: " | ")) |"
    return ([row(table.head), rule] + table.rows.map(row)).joined(separator: "\n")
  }

  /// One line on which no character has a meaning in Markdown or HTML.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character.isNewline {
        result += " "
      } else {
        if "\\`*_[]<>|&#".contains(character) { result += "\\" }
        result.append(character)
      }
    }
  }
}
