extension Table {
  /// The table in GitHub's Markdown, without its caption.
  var markdown: String {
    let row = { (cells: [String]) in
      "| \(cells.map(Markdown.escaped).joined(separator: " | ")) |"
    }
    let rule = alignments.map { $0 == .text ? "---" : "---:" }.joined(separator: " | ")
    return ([row(head), "| \(rule) |"] + rows.map { row($0.texts) }).joined(separator: "\n")
  }
}
