/// The colours and fonts of figures, light or dark as the reader's system is.
enum FigureStyle {
  /// Curves with a colour of their own; further ones repeat the colours, dashed.
  static let colorCount = 6

  /// Rules for the classes that ``CurveChart`` uses. All begin with `.chart`, so a page that holds
  /// several figures inline is not affected.
  ///
  /// The curves' colours are Okabe and Ito's, which people with colour blindness tell apart.
  static let css = """
    .chart { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif }
    .chart .paper { fill: #ffffff }
    .chart text { fill: #24292f }
    .chart .title { font-size: 15px; font-weight: 600 }
    .chart .tick, .chart .note { fill: #57606a; font-size: 11px }
    .chart .grid { stroke: #e3e6ea; stroke-width: 1 }
    .chart .axis { stroke: #57606a; stroke-width: 1 }
    .chart .guide { stroke: #8c959f; stroke-width: 1; stroke-dasharray: 4 4; fill: none }
    .chart .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
    .chart .mark { stroke-width: 2; fill: #ffffff }
    .chart .dashed { stroke-dasharray: 7 3 }
    \(strokes(["#0072b2", "#d55e00", "#009e73", "#b0578d", "#b58900", "#3f7f93"], indent: ""))
    @media (prefers-color-scheme: dark) {
      .chart .paper, .chart .mark { fill: #14171c }
      .chart text { fill: #e6edf3 }
      .chart .tick, .chart .note { fill: #9aa4af }
      .chart .grid { stroke: #2a3038 }
      .chart .axis { stroke: #9aa4af }
      .chart .guide { stroke: #6e7781 }
    \(strokes(["#56b4e9", "#f0904d", "#2fc79a", "#e29ac6", "#e6c229", "#86c5d8"], indent: "  "))
    }
    """

  private static func strokes(_ colors: [String], indent: String) -> String {
    colors.enumerated()
      .map { "\(indent).chart .c\($0) { stroke: \($1) }" }
      .joined(separator: "\n")
  }
}
