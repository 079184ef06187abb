import Foundation

/// A reproduction of the paper as files to read: one page, a Markdown text, JSON, and figures.
///
/// Makes bytes and writes nothing; the same input gives the same bytes.
public struct PaperReportDocument: Sendable {
  /// A file of the report.
  public struct File: Sendable, Equatable {
    /// Relative to the report's folder; may begin with `figures/`.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  let report: PaperReport
  let pictures: ReportPictures

  public init(_ report: PaperReport, pictures: ReportPictures) {
    self.report = report
    self.pictures = pictures
  }

  /// `report.html`, which needs none of the others; `report.md` with the figures that it shows in
  /// `figures/`; and `report.json`.
  ///
  /// - Throws: `EvaluationError` where a row's scores are not one finite number a test image, and what
  ///   `JSONEncoder` throws for a number that is not finite.
  public func files() throws -> [File] {
    let content = PaperContent(try PaperFindings(report), pictures: pictures)
    var files = [
      File(name: "report.html", bytes: [UInt8](content.html.utf8)),
      File(name: "report.md", bytes: [UInt8](content.markdown.utf8)),
      File(name: "report.json", bytes: [UInt8](try report.jsonText().utf8)),
    ]
    for case .figure(let figure) in content.sections.flatMap(\.blocks) {
      files += figure.assets.map { File(name: "figures/\($0.name)", bytes: $0.bytes) }
    }
    return files
  }
}
