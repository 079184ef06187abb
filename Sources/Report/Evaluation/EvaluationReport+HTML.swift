extension EvaluationReport {
  /// The report as one HTML file with its drawings inline: no script and no reference to other files, so
  /// it can be mailed and read anywhere.
  public func html() -> String {
    Page.html(
      title: title,
      body: """
        <main>
        <h1>\(Markup.escaped(title))</h1>
        <p>\(Markup.escaped(summary.heading)).</p>
        \(detailList)
        <div class="figures">
        <figure>
        \(CurveFigure.roc([series], confidence: summary.confidence).inline)</figure>
        <figure>
        \(CurveFigure.precisionRecall([series]).inline)</figure>
        \(calibrationDrawing.map { "<figure>\n\($0.inline)</figure>" } ?? "")
        </div>
        \(summary.tables.map(\.html).joined(separator: "\n"))
        \(subgroups.flatMap { $0.tables.map(\.html) + ["<p>\(Page.text($0.withinSentence))</p>"] }
          .joined(separator: "\n"))
        \(notes.map { "<p class=\"note\">\(Markup.escaped($0))</p>" }.joined(separator: "\n"))
        </main>
        """)
  }

  private var detailList: String {
    guard !details.isEmpty else { return "" }
    let entries = details.map {
      "<dt>\(Markup.escaped($0.name))</dt><dd>\(Markup.escaped($0.value))</dd>"
    }
    return "<dl>\n\(entries.joined(separator: "\n"))\n</dl>"
  }
}
