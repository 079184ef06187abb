import Dataset
import Diagnosing
import Evaluation
import Files
import Foundation
import NeuralNetwork
import Report

/// What `evaluate` found, as text, as JSON and as a report's files.
struct EvaluationOutput {
  /// The model's path.
  let model: String
  let precision: Precision
  let data: String
  let part: String
  /// nil where the part is not the test part.
  let imagesOfTrainingPatients: Int?
  let measurement: ModelTest

  /// For the terminal.
  var text: String {
    """
    \(model)\(precision == .fp32 ? "" : " in \(precision)") on the \(part) part of \(data)
    \(paragraphs.joined(separator: "\n\n"))

    \(Diagnosis.disclaimer)
    """
  }

  private var paragraphs: [String] {
    [measurement.summary.text] + (measurement.refused.map { [$0.sentence] } ?? [])
      + measurement.subgroups.map(\.text)
  }

  /// Writes the report's files into `folder`, which exists, and says so on standard error.
  func write(to folder: String) throws {
    let report = EvaluationReport(
      title: "Lentigo: evaluation of \(URL(fileURLWithPath: model).lastPathComponent)",
      details: [
        .init("Model", model), .init("Data", data), .init("Part", part),
      ] + (precision == .fp32 ? [] : [.init("Precision", "\(precision)")])
        + (measurement.refused.map { [.init("Taken for no lesion", $0.words)] } ?? [])
        + [.init("Note", Diagnosis.disclaimer)],
      summary: measurement.summary, scored: measurement.scored,
      subgroups: measurement.subgroups)
    func path(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }
    let files = try report.files()
    for file in files { try AtomicFile.write(file.text, to: path(file.name)) }
    try AtomicFile.write(scores, to: path("scores.csv"))
    StandardError.report(
      "wrote the report \(path("report.html")) and beside it "
        + (files.dropFirst().map(\.name) + ["scores.csv"]).joined(separator: ", "))
  }

  /// One row an image, with a column more for each property that the images were taken apart by.
  private var scores: String {
    let head = ["image_name", "score", "target"] + measurement.subgroups.map(\.property)
    var csv = head.map(ImageFiles.csvField).joined(separator: ",") + "\n"
    for (index, record) in measurement.records.enumerated() {
      // Back to the model's precision: the same digits as `predict` writes.
      let score = Float(measurement.scored.scores[index])
      let groups = measurement.groupNames.map { $0[index] ?? "" }
      let fields = [record.imageName, "\(score)", record.isMalignant ? "1" : "0"] + groups
      csv += fields.map(ImageFiles.csvField).joined(separator: ",") + "\n"
    }
    return csv
  }
}

extension EvaluationOutput: Encodable {
  private enum CodingKeys: String, CodingKey {
    case model, precision, data, part, unreadable, imagesOfTrainingPatients, summary, subgroups
    case notALesion
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    if precision != .fp32 { try container.encode("\(precision)", forKey: .precision) }
    try container.encode(data, forKey: .data)
    try container.encode(part, forKey: .part)
    try container.encode(measurement.failures, forKey: .unreadable)
    try container.encode(imagesOfTrainingPatients, forKey: .imagesOfTrainingPatients)
    try container.encode(measurement.summary, forKey: .summary)
    try container.encodeIfPresent(measurement.refused, forKey: .notALesion)
    if !measurement.subgroups.isEmpty {
      try container.encode(measurement.subgroups, forKey: .subgroups)
    }
  }
}
