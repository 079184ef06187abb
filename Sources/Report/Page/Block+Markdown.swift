extension Block {
  var markdown: String {
    switch self {
    case .heading(let text): "### \(Markdown.escaped(text))"
    case .paragraph(let text): Markdown.paragraph(text)
    case .notice(let text): "> \(Markdown.paragraph(text))"
    case .note(let text): Markdown.paragraph(text)
    case .list(let items):
      items.map { "- \(Markdown.escaped($0))" }.joined(separator: "\n")
    case .entries(let entries):
      entries.map { "- **\(Markdown.escaped($0.name)).** \(Markdown.escaped($0.value))" }
        .joined(separator: "\n")
    case .facts(let facts):
      facts.map { "- \(Markdown.escaped($0.name)): \(Markdown.escaped($0.value))" }
        .joined(separator: "\n")
    case .code(let text): Markdown.code(text)
    case .table(let table):
      (table.caption.isEmpty ? "" : "**\(Markdown.escaped(table.caption))**\n\n")
        + table.markdown
    case .figure(let figure): figure.markdown
    }
  }
}

extension Block.Figure {
  /// A file beside the Markdown text: `figures/` and this.
  struct Asset {
    let name: String
    let bytes: [UInt8]
  }

  private var words: String { "**\(Markdown.escaped(label)).** \(Markdown.escaped(caption))" }

  var markdown: String {
    switch content {
    case .drawing:
      return "![\(Markdown.escaped(label))](figures/\(id).svg)\n\n\(words)"
    case .pictures(let groups):
      var number = 0
      let parts = groups.map { group in
        let images = group.pictures.map { picture in
          number += 1
          return "![\(Markdown.escaped(picture.name))](figures/\(id)-\(number).jpg)"
        }
        let name = group.name.isEmpty ? "" : "\(Markdown.escaped(group.name))\n\n"
        return name + images.joined(separator: "\n")
      }
      return (parts + [words]).joined(separator: "\n\n")
    }
  }

  /// The files that ``markdown`` refers to.
  var assets: [Asset] {
    switch content {
    case .drawing(let drawing): [Asset(name: "\(id).svg", bytes: [UInt8](drawing.svg.utf8))]
    case .pictures(let groups):
      groups.flatMap(\.pictures).enumerated().map {
        Asset(name: "\(id)-\($0.offset + 1).jpg", bytes: $0.element.jpeg)
      }
    }
  }
}

extension Section {
  var markdown: String {
    (["## \(Markdown.escaped(title))"] + blocks.map(\.markdown)).joined(separator: "\n\n")
  }
}
