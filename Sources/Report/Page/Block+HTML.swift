import Foundation

extension Block {
  var html: String {
    switch self {
    case .heading(let text): "<h3>\(Page.text(text))</h3>"
    case .paragraph(let text): "<p>\(Page.text(text))</p>"
    case .notice(let text): "<p class=\"notice\">\(Page.text(text))</p>"
    case .note(let text): "<p class=\"note\">\(Page.text(text))</p>"
    case .list(let items):
      "<ul>\n\(items.map { "<li>\(Page.text($0))</li>" }.joined(separator: "\n"))\n</ul>"
    case .entries(let entries):
      "<ul>\n"
        + entries.map { "<li><b>\(Page.text($0.name)).</b> \(Page.text($0.value))</li>" }
        .joined(separator: "\n") + "\n</ul>"
    case .facts(let facts):
      "<dl>\n"
        + facts.map {
          "<dt>\(Page.text($0.name))</dt><dd>\(Page.text($0.value))</dd>"
        }.joined(separator: "\n") + "\n</dl>"
    case .code(let text): "<pre><code>\(Page.text(text))</code></pre>"
    case .table(let table): table.html
    case .figure(let figure): figure.html
    }
  }
}

extension Block.Figure {
  var html: String {
    """
    <figure id="\(id)">
    \(contentHTML)
    <figcaption><b>\(Page.text(label)).</b> \(Page.text(caption))</figcaption>
    </figure>
    """
  }

  private var contentHTML: String {
    switch content {
    case .drawing(let drawing): drawing.inline
    case .pictures(let groups):
      groups.map { group in
        let pictures = group.pictures.map { picture in
          let name = Page.text(picture.name)
          let data = Data(picture.jpeg).base64EncodedString()
          return """
            <div><img alt="\(name)" src="data:image/jpeg;base64,\(data)"/><p>\(name)</p></div>
            """
        }
        let name =
          group.name.isEmpty ? "" : "<p class=\"group\">\(Page.text(group.name))</p>\n"
        return "\(name)<div class=\"pictures\">\n\(pictures.joined(separator: "\n"))\n</div>"
      }.joined(separator: "\n")
    }
  }
}

extension Section {
  var html: String {
    """
    <section aria-labelledby="\(id)">
    <h2 id="\(id)">\(Page.text(title))</h2>
    \(blocks.map(\.html).joined(separator: "\n"))
    </section>
    """
  }
}
