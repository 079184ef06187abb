import Foundation

/// A table for the terminal: the first column reads to the left, figures to the right.
struct TextTable {
  private let columns: [String]
  private var rows: [[String]] = []

  init(columns: [String]) {
    self.columns = columns
  }

  mutating func add(_ row: [String]) {
    rows.append(row)
  }

  func rendered() -> String {
    let all = [columns] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + gap : gap + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
