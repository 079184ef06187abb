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

  private var document: ReportDocument {
    ReportDocument(
      title: title, byline: byline, lead: findings.summary, notice: Self.notice,
      sections: sections)
  }

  var html: String { document.html }

  var markdown: String { document.markdown }
}
