/// A table before it is drawn: the terminal, Markdown and HTML show the same cells.
package struct Table: Sendable, Equatable {
  /// To which side a column's cells keep.
  package enum Alignment: Sendable {
    case text
    /// Right, so that digits stand below digits.
    case number
  }

  /// What stands in one place of the table.
  package struct Cell: Sendable, Equatable {
    package var text: String
    /// Said in smaller type below, such as an interval.
    package var detail: String?
    /// Columns that it takes.
    package var span: Int

    package init(_ text: String, detail: String? = nil, span: Int = 1) {
      self.text = text
      self.detail = detail
      self.span = span
    }

    /// Both texts in one line.
    package var line: String { detail.map { "\(text) (\($0))" } ?? text }
  }

  /// Cells from left to right; their spans add up to the number of columns.
  package struct Row: Sendable, Equatable {
    package var cells: [Cell]
    /// Shown in the background: the figures that others are compared with.
    package var isReference: Bool

    package init(_ cells: [Cell], isReference: Bool = false) {
      self.cells = cells
      self.isReference = isReference
    }
  }

  /// What the table is; empty for none.
  package var caption: String
  /// The columns' heads; the first names what the rows are.
  package var head: [String]
  /// As many as in ``head``.
  package var alignments: [Alignment]
  package var rows: [Row]

  package init(
    caption: String = "", head: [String], alignments: [Alignment], rows: [Row] = []
  ) {
    self.caption = caption
    self.head = head
    self.alignments = alignments
    self.rows = rows
  }

  /// A table of plain cells whose first `textColumns` columns keep left and whose others keep right.
  package init(caption: String = "", head: [String], textColumns: Int, rows: [[String]] = []) {
    self.init(
      caption: caption, head: head,
      alignments: head.indices.map { $0 < textColumns ? .text : .number },
      rows: rows.map { Row($0.map { Cell($0) }) })
  }
}
