extension Table {
  /// The cells in columns, padded with spaces; no line ends with one.
  ///
  /// - Parameters:
  ///   - isRuled: Whether a line is drawn under the heads.
  ///   - minimumWidths: Of the columns, in characters; empty for none.
  ///   - gap: Spaces between columns.
  package func text(isRuled: Bool, minimumWidths: [Int] = [], gap: Int = 2) -> String {
    let lines = [head] + rows.map(\.texts)
    let widths = head.indices.map { column in
      max(
        column < minimumWidths.count ? minimumWidths[column] : 0,
        lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
    }
    let separator = String(repeating: " ", count: gap)
    var result = lines.map { line($0, widths: widths, separator: separator) }
    if isRuled {
      result.insert(
        widths.map { String(repeating: "-", count: $0) }.joined(separator: separator), at: 1)
    }
    return result.joined(separator: "\n")
  }

  private func line(_ cells: [String], widths: [Int], separator: String) -> String {
    let padded = zip(cells, zip(widths, alignments)).map { cell, column in
      let gap = String(repeating: " ", count: max(0, column.0 - cell.count))
      return column.1 == .text ? cell + gap : gap + cell
    }
    let text = padded.joined(separator: separator)
    return text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? ""
  }
}

extension Table.Row {
  /// One text a column; a cell that takes several leaves the others empty.
  var texts: [String] {
    cells.flatMap { [$0.line] + Array(repeating: "", count: max(0, $0.span - 1)) }
  }
}
