extension EvaluationReport {
  /// The report as one HTML file with its drawings inline: no script and no reference to other files, so
  /// it can be mailed and read anywhere.
  public func html() -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(Markup.escaped(title))</title>
    <style>
    \(Self.css)
    </style>
    </head>
    <body>
    <main>
    <h1>\(Markup.escaped(title))</h1>
    <p>\(Markup.escaped(summary.heading)).</p>
    \(detailList)
    <div class="figures">
    <figure>
    \(CurveFigure.roc([series], confidence: summary.confidence))</figure>
    <figure>
    \(CurveFigure.precisionRecall([series]))</figure>
    </div>
    \(summary.tables.map(Self.table).joined(separator: "\n"))
    \(notes.map { "<p class=\"note\">\(Markup.escaped($0))</p>" }.joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  private var detailList: String {
    guard !details.isEmpty else { return "" }
    let entries = details.map {
      "<dt>\(Markup.escaped($0.name))</dt><dd>\(Markup.escaped($0.value))</dd>"
    }
    return "<dl>\n\(entries.joined(separator: "\n"))\n</dl>"
  }

  private static func table(_ table: SummaryTable) -> String {
    let head = table.head.map { "<th scope=\"col\">\(Markup.escaped($0))</th>" }.joined()
    let rows = table.rows.map { row in
      let cells = row.dropFirst().map { "<td>\(Markup.escaped($0))</td>" }.joined()
      return "<tr><th scope=\"row\">\(Markup.escaped(row[0]))</th>\(cells)</tr>"
    }
    return """
      <div class="table"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  private static let css = """
    body { margin: 0; background: #ffffff; color: #24292f;
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem }
    dt, .note { color: #57606a }
    dd { margin: 0; overflow-wrap: anywhere }
    .figures { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: center }
    figure { margin: 0; flex: 0 1 460px }
    figure svg { max-width: 100%; height: auto }
    .table { overflow-x: auto; margin: 1.5rem 0 }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
    th, td { text-align: left; padding: .35rem .75rem .35rem 0; white-space: nowrap }
    thead th { border-bottom: 2px solid #d0d7de }
    tbody th { font-weight: 400 }
    tbody tr + tr > * { border-top: 1px solid #e3e6ea }
    .note { font-size: .875rem; margin: .5rem 0 }
    @media (prefers-color-scheme: dark) {
      body { background: #14171c; color: #e6edf3 }
      dt, .note { color: #9aa4af }
      thead th { border-color: #444c56 }
      tbody tr + tr > * { border-color: #2a3038 }
    }
    """
}
