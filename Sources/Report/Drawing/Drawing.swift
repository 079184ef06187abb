/// A figure as SVG: a document of its own, or part of a page.
///
/// It follows the reader's light or dark mode, says in words to screen readers what it shows, and
/// holds no script and no reference to other files.
public struct Drawing: Sendable, Equatable {
  /// Names the figure within a page; letters and hyphens.
  let id: String
  /// What it is; any text.
  let title: String
  /// What it shows, for those who cannot see it; any text.
  let summary: String
  /// User units.
  let width: Double
  let height: Double
  /// Of ``SVGBuilder``.
  let elements: [String]

  init(
    id: String, title: String, summary: String, width: Double, height: Double,
    elements: [String]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.width = width
    self.height = height.rounded(.up)
    self.elements = elements
  }

  /// A document of its own, with a line feed at its end.
  public var svg: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" \(attributes)>
    \(description)
    <style>
    \(FigureStyle.css)
    </style>
    \(content)
    </svg>

    """
  }

  /// For a page whose style sheet holds ``FigureStyle/css``.
  var inline: String {
    """
    <svg \(attributes)>
    \(description)
    \(content)
    </svg>

    """
  }

  private var attributes: String {
    let (width, height) = (SVGBuilder.number(width), SVGBuilder.number(height))
    return "class=\"chart\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-summary\""
  }

  private var description: String {
    """
    <title id="\(id)-title">\(Markup.escaped(title))</title>
    <desc id="\(id)-summary">\(Markup.escaped(summary))</desc>
    """
  }

  private var content: String {
    (["<rect class=\"paper\" width=\"100%\" height=\"100%\"/>"] + elements)
      .joined(separator: "\n")
  }
}
