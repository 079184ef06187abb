import Foundation
import Report

extension Table {
  /// The text for standard output. A terminal that is too narrow gets fewer columns, and is told which
  /// are left out: lines that wrap cannot be read. A file or a pipe gets all of them.
  ///
  /// - Parameters:
  ///   - isRuled: Whether a line is drawn under the heads.
  ///   - dispensable: Heads of the columns that may go, those that go first in front.
  func fittedText(isRuled: Bool, dispensable: [String]) -> String {
    guard let width = StandardStream.terminalColumns(of: STDOUT_FILENO) else {
      return text(isRuled: isRuled)
    }
    var table = self
    var gone: [String] = []
    while let head = dispensable.dropFirst(gone.count).first, table.width > width {
      table.removeColumn(head)
      gone.append(head)
    }
    let note =
      gone.isEmpty
      ? "" : "\n(too narrow for: \(gone.joined(separator: ", ")); `| less -S` shows all)"
    return table.text(isRuled: isRuled) + note
  }

  private var width: Int {
    text(isRuled: false).split(separator: "\n").map(\.count).max() ?? 0
  }

  /// Takes a column out of a table whose cells take one column each.
  private mutating func removeColumn(_ name: String) {
    guard let column = head.firstIndex(of: name) else { return }
    head.remove(at: column)
    alignments.remove(at: column)
    for row in rows.indices { rows[row].cells.remove(at: column) }
  }
}
