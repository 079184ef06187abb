extension EvaluationSummary: CustomStringConvertible {
  /// The summary as aligned columns for a terminal, without a final line feed. Up to a hundred
  /// thousand images it fits a line of about 100 characters. Undefined figures read `undefined`.
  public var description: String {
    ([heading] + tables.map(\.alignedText)).joined(separator: "\n\n")
  }
}

extension SummaryTable {
  /// The cells in columns, padded with spaces, the heads underlined.
  var alignedText: String {
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    let line = { (cells: [String]) in
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      let text = padded.joined(separator: "  ")
      return text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? ""
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([line(head), line(rule)] + rows.map(line)).joined(separator: "\n")
  }
}
