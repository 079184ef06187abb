import Evaluation
import Foundation
import Report
import Testing

@Suite struct PaperReportDocumentTests {
  static func files(_ report: PaperReport? = nil) throws -> [PaperReportDocument.File] {
    try PaperReportDocument(
      report ?? PaperReportFixture.report(), pictures: PaperReportFixture.pictures()
    ).files()
  }

  static func text(_ name: String, in files: [PaperReportDocument.File]) throws -> String {
    String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
  }

  @Test func everyDocumentIsWellFormed() throws {
    let files = try Self.files()
    let page = try SVGElements(parsing: try Self.text("report.html", in: files))
    #expect(page.root == "html")
    #expect(page.count(of: "h1") == 1)
    #expect(page.count(of: "figure") == 10)
    #expect(page.count(of: "figcaption") == 10)
    #expect(page.count(of: "caption") == page.count(of: "table"))
    #expect(page.count(of: "script") == 0)
    #expect(Set(page.identifiers).count == page.identifiers.count)
    #expect(Set(page.references).subtracting(page.identifiers) == [])
    let drawings = files.filter { $0.name.hasSuffix(".svg") }
    #expect(drawings.count == 8)
    for drawing in drawings {
      let elements = try SVGElements(parsing: String(decoding: drawing.bytes, as: UTF8.self))
      #expect(elements.root == "svg", "\(drawing.name)")
      #expect(elements.count(of: "title") == 1)
      #expect(elements.count(of: "desc") == 1)
    }
  }

  @Test func thePageStandsAlone() throws {
    let html = try Self.text("report.html", in: try Self.files())
    for word in ["http", "://", "<link", "<script", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(
      html.matches(of: /src="/).count == html.matches(of: /src="data:image\/jpeg;base64,/).count)
    #expect(html.contains("not a medical device"))
  }

  @Test func markdownRefersToFilesThatAreThere() throws {
    let files = try Self.files()
    let markdown = try Self.text("report.md", in: files)
    let linked = markdown.matches(of: /\]\(([^)]*)\)/).map { String($0.output.1) }
    let written = files.map(\.name).filter { $0.hasPrefix("figures/") }
    #expect(Set(linked) == Set(written))
    #expect(linked.count == written.count)
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count > 60)
    #expect(files.allSatisfy { $0.name.hasSuffix(".jpg") || $0.bytes.last == 10 })
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    #expect(try Self.files() == Self.files())
  }

  @Test func jsonReadsBack() throws {
    let report = try PaperReportFixture.report()
    let text = try Self.text("report.json", in: try Self.files(report))
    let again = try JSONDecoder().decode(PaperReport.self, from: Data(text.utf8))
    #expect(again == report)
    #expect(try again.jsonText() == text)
    #expect(text.contains("\"paper\" : null"))
    #expect(text.contains("\"networkMilliseconds\" : null"))
    #expect(text.contains("\"againstFull\" : null"))
  }

  @Test func aMissingRowKeepsItsPlaceAndItsCosts() throws {
    let files = try Self.files()
    let html = try Self.text("report.html", in: files)
    let row = try #require(
      html.firstMatch(of: /<tr><th scope="row">ResNet50<\/th><td class="number">.*/)
    ).output
    #expect(row.contains("25,947,265"))
    #expect(row.contains("weights not installed: lentigo weights fetch resnet50"))
    let markdown = try Self.text("report.md", in: files)
    let lines = markdown.split(separator: "\n").drop { !$0.hasPrefix("| Model | Parameters") }
    let names = ["SVM baseline", "MobileNetv3Small", "EfficientNetv2B0", "ResNet50", "VGG16"]
    let places = names.map { name in lines.firstIndex { $0.hasPrefix("| \(name) ") } }
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(!places.contains(nil))
    #expect(markdown.contains("Missing: ResNet50 (weights not installed"))
  }

  @Test func textFromOutsideStaysText() throws {
    var report = try PaperReportFixture.report()
    let hostile = "</style><script>alert(1)</script>]]>&\"'\u{0}\u{FFFF}|`*_#\n- x"
    report.data.name = hostile
    report.command = "lentigo ```\n</code>\(hostile)"
    report.software = hostile
    report.classifiers[1].name = hostile
    report.classifiers[3].missing = hostile
    report.settings[0].used = hostile
    report.ablation[1].name = hostile
    report.radiomics?.grid[0].kernel = hostile
    report.radiomics?.variants[0].name = hostile
    report.data.parts[0].name = hostile
    var pictures = try PaperReportFixture.pictures()
    pictures.benign[0] = .init(name: hostile, jpeg: pictures.benign[0].jpeg)
    let files = try PaperReportDocument(report, pictures: pictures).files()
    for file in files where file.name.hasSuffix(".svg") || file.name.hasSuffix(".html") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("<script"))
      #expect(try SVGElements(parsing: text).count(of: "script") == 0)
    }
    let markdown = try Self.text("report.md", in: files)
    #expect(markdown.contains("\\<script\\>alert(1)"))
    let outsideCode = markdown.replacing(/`{4,}\n(?s:.*?)\n`{4,}/, with: "")
    #expect(!outsideCode.replacing("\\<", with: "").contains("<"))
  }

  @Test func emptySectionsSaySo() throws {
    var report = try PaperReportFixture.report()
    report.ablation = []
    report.radiomics = nil
    report.byPatient = []
    report.comparisons = []
    report.settings = []
    report.augmentations = []
    for index in report.classifiers.indices {
      report.classifiers[index].measurement = nil
      report.classifiers[index].timing = nil
      report.classifiers[index].missing = "pending"
    }
    let files = try PaperReportDocument(
      report,
      pictures: ReportPictures(benign: [], malignant: [], original: nil, augmented: [])
    ).files()
    let html = try Self.text("report.html", in: files)
    _ = try SVGElements(parsing: html)
    for sentence in [
      "No network could be measured", "The baseline has not been fitted yet",
      "has not been trained yet",
      "No network has been trained yet", "No network was trained on a split by patient",
      "Figure 1 is not shown", "Figure 3 is not shown", "pending",
    ] { #expect(html.contains(sentence), "\(sentence)") }
  }

  @Test func nothingAtAllIsAReportToo() throws {
    var report = try PaperReportFixture.report()
    report.data.testImages = []
    report.data.parts = []
    report.classifiers = []
    report.comparisons = []
    report.byPatient = []
    let html = try Self.text("report.html", in: try Self.files(report))
    _ = try SVGElements(parsing: html)
    #expect(!html.contains(/\b(nan|inf)\b/))
  }

  @Test func noFigureIsNaN() throws {
    for file in try Self.files() where !file.name.hasSuffix(".jpg") {
      var text = String(decoding: file.bytes, as: UTF8.self)
      text.replace(/base64,[^"]*"/, with: "")
      #expect(!text.contains(/\b(?i:nan|inf|infinity)\b/), "\(file.name)")
    }
  }

  @Test func scoresOfOtherImagesAreRefused() throws {
    var report = try PaperReportFixture.report()
    report.data.testImages.removeLast()
    let error = #expect(throws: EvaluationError.self) { try Self.files(report) }
    #expect(error?.code == .countMismatch)
  }

  /// Writes a report to look at where `LENTIGO_REPORT` names a folder.
  @Test func writesOneForTheEye() throws {
    guard let folder = ProcessInfo.processInfo.environment["LENTIGO_REPORT"] else { return }
    try FileManager.default.createDirectory(
      atPath: folder + "/figures", withIntermediateDirectories: true)
    for file in try Self.files() {
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file.name)"))
    }
  }
}
