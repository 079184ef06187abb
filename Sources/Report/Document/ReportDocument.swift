import Foundation

/// A report as a page and as Markdown, told once.
struct ReportDocument {
  let title: String
  /// Who made it, of what.
  let byline: String
  /// What a reader in a hurry should know.
  let lead: String
  /// What must not be overlooked.
  let notice: String
  let sections: [Section]

  static let medicalNotice =
    "Research software, not a medical device. Nothing here says whether a mole is harmless: whoever "
    + "worries about one should see a doctor, whatever a score says."

  /// One file that needs no other.
  var html: String {
    let contents = sections.map {
      "<li><a href=\"#\($0.id)\">\(Page.text($0.title))</a></li>"
    }
    return Page.html(
      title: title,
      body: """
        <a class="skip" href="#report">Skip to the report</a>
        <main id="report">
        <h1>\(Page.text(title))</h1>
        <p class="byline">\(Page.text(byline))</p>
        <p class="lead">\(Page.text(lead))</p>
        <p class="notice">\(Page.text(notice))</p>
        <nav aria-label="Contents">
        <ol>
        \(contents.joined(separator: "\n"))
        </ol>
        </nav>
        \(sections.map(\.html).joined(separator: "\n"))
        </main>
        """)
  }

  /// Refers to drawings in `figures/`.
  var markdown: String {
    let head = [
      "# \(Markdown.escaped(title))", Markdown.paragraph(byline), Markdown.paragraph(lead),
      "> \(Markdown.paragraph(notice))",
    ]
    return (head + sections.map(\.markdown)).joined(separator: "\n\n") + "\n"
  }
}
