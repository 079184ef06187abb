/// The words, tables and figures of the report, in the order of reading.
struct PaperContent {
  let title = "Towards Lightweight and Efficient Mobile Melanoma Diagnosis, reproduced"
  let findings: PaperFindings
  let sections: [Section]

  static let notice =
    "Research software, not a medical device. Nothing in this report says whether a mole is "
    + "harmless: whoever worries about one should see a doctor, whatever a score says."

  init(_ findings: PaperFindings, pictures: ReportPictures) {
    self.findings = findings
    let sections: [Section?] = [
      findings.dataSection(pictures),
      findings.methodSection(pictures),
      findings.networkSection,
      findings.resultsSection,
      findings.differenceSection,
      findings.rocSection,
      findings.speedSection,
      findings.radiomicsSection,
      findings.ablationSection,
      findings.learningSection,
      findings.patientSection,
      findings.consistencySection,
      findings.failureSection,
      findings.limitationSection,
    ]
    self.sections = sections.compactMap(\.self)
  }

  private var byline: String {
    "A reproduction of Adam Sun and Maggie Sun, June 2023, with \(findings.report.software)"
  }

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
        <p class="lead">\(Page.text(findings.summary))</p>
        <p class="notice">\(Page.text(Self.notice))</p>
        <nav aria-label="Contents">
        <ol>
        \(contents.joined(separator: "\n"))
        </ol>
        </nav>
        \(sections.map(\.html).joined(separator: "\n"))
        </main>
        """)
  }

  var markdown: String {
    let head = [
      "# \(Markdown.escaped(title))", Markdown.paragraph(byline),
      Markdown.paragraph(findings.summary), "> \(Markdown.paragraph(Self.notice))",
    ]
    return (head + sections.map(\.markdown)).joined(separator: "\n\n") + "\n"
  }
}
