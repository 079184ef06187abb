/// The colours and fonts of figures, light or dark as the reader's system is.
enum FigureStyle {
  /// Series with a colour of their own; further ones repeat the colours, dashed.
  static let colorCount = 6

  /// The class of a series' lines, such as `c2` or `c0 dashed`.
  static func series(_ index: Int) -> String {
    let dash = index / colorCount % 2 == 1 ? " dashed" : ""
    return "c\(index % colorCount)\(dash)"
  }

  /// Rules for the classes that figures use. All begin with `.chart`, so a page that holds several
  /// figures inline is not affected.
  ///
  /// The series' colours are Okabe and Ito's, which people with colour blindness tell apart.
  static let css = """
    .chart { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif;
      font-variant-numeric: tabular-nums }
    .chart .paper { fill: #ffffff }
    .chart text { fill: #24292f }
    .chart .title { font-size: 15px; font-weight: 600 }
    .chart .name { font-weight: 600 }
    .chart .small { font-size: 11.5px }
    .chart .tick, .chart .note { fill: #57606a; font-size: 12px }
    .chart .grid { stroke: #e3e6ea; stroke-width: 1 }
    .chart .axis { stroke: #57606a; stroke-width: 1 }
    .chart .guide { stroke: #8c959f; stroke-width: 1; stroke-dasharray: 4 4; fill: none }
    .chart .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
    .chart .whisker { fill: none; stroke-width: 1.4 }
    .chart .mark { stroke-width: 2; fill: #ffffff }
    .chart .ball { stroke-width: 1.5; fill-opacity: .22 }
    .chart .dashed { stroke-dasharray: 7 3 }
    .chart .bar { stroke: none }
    .chart .heat { fill: #0072b2 }
    .chart .chosen { fill: none; stroke: #24292f; stroke-width: 2 }
    .chart .box { stroke-width: 1.3; fill-opacity: .13 }
    .chart .slice { stroke-width: 1.3 }
    .chart .flow { stroke: #8c959f; stroke-width: 1.3; fill: none }
    .chart .shortcut { stroke: #57606a; stroke-width: 1.5; fill: none }
    \(colors(["#0072b2", "#d55e00", "#009e73", "#b0578d", "#b58900", "#3f7f93"], indent: ""))
    @media screen and (prefers-color-scheme: dark) {
      .chart .paper, .chart .mark { fill: #14171c }
      .chart text { fill: #e6edf3 }
      .chart .tick, .chart .note { fill: #9aa4af }
      .chart .grid { stroke: #2a3038 }
      .chart .axis, .chart .shortcut { stroke: #9aa4af }
      .chart .guide, .chart .flow { stroke: #6e7781 }
      .chart .heat { fill: #2f81c7 }
      .chart .chosen { stroke: #e6edf3 }
    \(colors(["#56b4e9", "#f0904d", "#2fc79a", "#e29ac6", "#e6c229", "#86c5d8"], indent: "  "))
    }
    """

  private static func colors(_ colors: [String], indent: String) -> String {
    colors.enumerated()
      .map {
        """
        \(indent).chart .c\($0) { stroke: \($1) }
        \(indent).chart .bar.c\($0), .chart .ball.c\($0), .chart .box.c\($0) { fill: \($1) }
        """
      }
      .joined(separator: "\n")
  }
}
