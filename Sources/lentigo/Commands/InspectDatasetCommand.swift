import ArgumentParser
import Dataset
import Files
import Foundation
import Report

/// `lentigo dataset inspect`: what a data set holds, and what is wrong with it.
struct InspectDatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Count classes, patients and sizes; list missing, broken and duplicate images.",
    discussion: """
      Every image is decoded, so that a broken one shows here and not in the middle of a training. \
      With --labels alone only the table is read.

      Examples:
        lentigo dataset inspect --data isic2020 --figure classes.svg
        lentigo dataset inspect --labels ISIC_2020_Training_GroundTruth.csv --json
      """)

  @Option(
    help: ArgumentHelp(
      "A folder with train.csv (or *GroundTruth.csv, labels.csv) and its images.",
      valueName: "dir"))
  var data: String?

  @Option(help: ArgumentHelp("A CSV of labels with the ISIC 2020 columns.", valueName: "file"))
  var labels: String?

  @Option(help: ArgumentHelp("The folder of the images that --labels names.", valueName: "dir"))
  var images: String?

  @Option(
    help: ArgumentHelp("Draw the class distribution (Figure 2) as SVG.", valueName: "file"))
  var figure: String?

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  func validate() throws {
    guard (data == nil) != (labels == nil), labels != nil || images == nil else {
      throw ValidationError(
        "say where the data is: --data DIR, or --labels FILE with or without --images DIR")
    }
  }

  func run() throws {
    Interrupt.listen()
    if let figure { try AtomicFile.checkDestination(figure) }
    let manifest = try loadManifest()
    let summary = DatasetSummary(
      manifest, scan: manifest.location.images == nil ? nil : try scan(manifest.records))
    for line in manifest.problemLines { StandardError.report(line) }
    for image in summary.brokenImages { StandardError.report("\(image.path): \(image.message)") }
    try StandardOutput.line(json ? try JSON.line(summary) : summary.text)
    if let figure {
      try AtomicFile.write(ClassDistributionFigure(summary).drawing.svg, to: figure)
      StandardError.report("wrote \(figure)")
    }
    if !summary.brokenImages.isEmpty || manifest.leavesRowsOut {
      throw CommandStatus.someInputFailed
    }
  }

  private func scan(_ records: [LesionRecord]) throws -> ImageScan {
    let bar = ProgressBar("Reading")
    defer { bar.clear() }
    return try ImageScan.run(
      records, progress: { bar.update($0, of: $1) }, isCancelled: { Interrupt.isRaised })
  }

  private func loadManifest() throws -> Manifest {
    if let data { return try Manifest.load(directory: data) }
    guard let images else { return try Manifest.load(labels: labels ?? "") }
    return try Manifest.load(labels: labels ?? "", images: images)
  }
}
