extension Table {
  /// The table in a box of its own, which scrolls where the page is narrower than the table.
  var html: String {
    let label = caption.isEmpty ? head.first ?? "" : caption
    let title =
      caption.isEmpty ? "" : "<caption><span>\(Page.text(caption))</span></caption>\n"
    let heads = zip(head, alignments).map {
      "<th scope=\"col\"\(Self.class($1))>\(Page.text($0))</th>"
    }
    // A box that scrolls must be reachable by keyboard, and so needs a name.
    return """
      <div class="table\(alignments.contains(.number) ? "" : " words")" role="region" tabindex="0" aria-label="\(Page.text(label))">
      <table>
      \(title)<thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.map(html).joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private func html(_ row: Row) -> String {
    var column = 0
    let cells = row.cells.enumerated().map { index, cell in
      let alignment = cell.span > 1 ? .text : alignments[min(column, alignments.count - 1)]
      column += cell.span
      let span = cell.span > 1 ? " colspan=\"\(cell.span)\"" : ""
      let detail = cell.detail.map { "<small>\(Page.text($0))</small>" } ?? ""
      let content = Page.text(cell.text) + detail
      return index == 0
        ? "<th scope=\"row\"\(span)>\(content)</th>"
        : "<td\(Self.class(alignment))\(span)>\(content)</td>"
    }
    return "<tr\(row.isReference ? " class=\"reference\"" : "")>\(cells.joined())</tr>"
  }

  private static func `class`(_ alignment: Alignment) -> String {
    alignment == .number ? " class=\"number\"" : ""
  }
}
