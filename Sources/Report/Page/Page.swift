/// What every page of a report shares: the frame and the style sheet.
///
/// Pages are well-formed XML too, so that a test can read them with a strict parser.
enum Page {
  /// Text for a page, on which no line begins with a percent sign.
  static func text(_ text: String) -> String {
    Markup.escaped(text).replacing(" %", with: "\u{A0}%")
  }

  /// - Parameters:
  ///   - title: Any text.
  ///   - body: HTML.
  static func html(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>\(Markup.escaped(title))</title>
    <style>
    \(PageStyle.css)
    \(FigureStyle.css)
    </style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }
}
