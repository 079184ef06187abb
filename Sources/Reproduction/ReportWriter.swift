import Files
import Foundation
import Report

/// Writes the report into the output folder; every file appears whole or not at all.
struct ReportWriter {
  private let configuration: ReproductionConfiguration
  private let pictures: ReportPictures

  init(_ configuration: ReproductionConfiguration, pictures: ReportPictures) {
    self.configuration = configuration
    self.pictures = pictures
  }

  /// Replaces the report by one of what is known now.
  func write(_ report: PaperReport) throws(ReproductionError) {
    do {
      let files = try PaperReportDocument(report, pictures: pictures).files()
      for file in files {
        let path = configuration.path(file.name)
        let folder = FilePath.folder(of: path)
        if !DirectoryListing.isDirectory(folder) { mkdir(folder, 0o777) }
        try AtomicFile.write(file.bytes, to: path)
      }
    } catch {
      throw .unwritable(
        "The report in \(configuration.output) could not be written", cause: error)
    }
  }
}
