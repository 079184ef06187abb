/// A part of a report that is told alike in HTML and in Markdown. All texts may hold any characters.
enum Block: Sendable, Equatable {
  case heading(String)
  case paragraph(String)
  /// What must not be overlooked.
  case notice(String)
  /// An aside: how to read what stands above.
  case note(String)
  case list([String])
  /// A list whose entries begin with a name.
  case entries([Fact])
  /// Names and values.
  case facts([Fact])
  /// Shown as it is, such as a command.
  case code(String)
  case table(Table)
  case figure(Figure)

  struct Fact: Sendable, Equatable {
    let name: String
    let value: String
  }

  /// Drawings or photographs with words below them.
  struct Figure: Sendable, Equatable {
    /// Names its files; letters, digits and hyphens.
    let id: String
    /// Such as `Figure 2`.
    let label: String
    let caption: String
    let content: Content

    enum Content: Sendable, Equatable {
      case drawing(Drawing)
      case pictures([PictureGroup])
    }
  }

  /// Photographs under a common heading.
  struct PictureGroup: Sendable, Equatable {
    let name: String
    let pictures: [ReportPictures.Picture]
  }
}

/// What stands under one heading of a report.
struct Section: Sendable, Equatable {
  /// Names it within the page; letters and hyphens.
  let id: String
  let title: String
  let blocks: [Block]
}
