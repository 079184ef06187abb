import Evaluation
import Foundation

/// One evaluation as files for people and scripts: a page, a Markdown text, JSON, drawings, points.
///
/// Makes bytes and writes nothing. The same input gives the same bytes; a date belongs in ``details``
/// if the caller wants one.
public struct EvaluationReport: Sendable {
  /// A fact about what was evaluated, such as the model file or the part of the data.
  public struct Detail: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A file of the report.
  public struct File: Sendable, Equatable {
    /// Without a folder.
    public let name: String
    /// UTF-8 text.
    public let text: String
  }

  public let title: String
  public let details: [Detail]
  public let summary: EvaluationSummary
  public let scored: ScoredLabels
  /// Empty where no groups were asked for.
  public let subgroups: [SubgroupAnalysis]

  /// - Parameters:
  ///   - title: The heading; any text.
  ///   - details: Shown above the figures, in this order; any text.
  ///   - summary: Of `scored`.
  ///   - subgroups: Of `scored`, each by another property.
  public init(
    title: String, details: [Detail], summary: EvaluationSummary, scored: ScoredLabels,
    subgroups: [SubgroupAnalysis] = []
  ) {
    self.title = title
    self.details = details
    self.summary = summary
    self.scored = scored
    self.subgroups = subgroups
  }

  /// All files, to be written into one folder.
  ///
  /// - Throws: Only what `JSONEncoder` throws.
  public func files() throws -> [File] {
    [
      File(name: "report.html", text: html()),
      File(name: "report.md", text: markdown()),
      File(name: "evaluation.json", text: try summary.jsonText()),
      File(name: "roc.svg", text: CurveFigure.roc([series], confidence: summary.confidence).svg),
      File(name: "precision-recall.svg", text: CurveFigure.precisionRecall([series]).svg),
      File(name: "roc.csv", text: CurveCSV.roc(scored.rocCurve)),
      File(
        name: "precision-recall.csv",
        text: CurveCSV.precisionRecall(scored.precisionRecallCurve)),
    ] + calibrationFiles
      + (subgroups.isEmpty ? [] : [File(name: "subgroups.json", text: try subgroupsJSON())])
  }

  private var calibrationFiles: [File] {
    guard let drawing = calibrationDrawing, let curve = summary.calibration?.curve else {
      return []
    }
    return [
      File(name: "calibration.svg", text: drawing.svg),
      File(
        name: "calibration.csv",
        text: CurveCSV.calibration(curve, confidence: summary.confidence)),
    ]
  }

  var calibrationDrawing: Drawing? {
    summary.calibration.map {
      CalibrationFigure.drawing($0.curve, id: "calibration", confidence: summary.confidence)
    }
  }

  private func subgroupsJSON() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(subgroups), as: UTF8.self) + "\n"
  }

  var series: ScoredSeries {
    ScoredSeries(
      name: "Model", scored: scored, operatingThreshold: summary.operatingPoint.threshold)
  }

  /// How to read the figures; one paragraph each.
  var notes: [String] {
    var notes = [
      "A threshold calls an image malignant when its score is at least that. The operating point is the "
        + "model's own threshold; 0.5 is shown for comparison.",
      "The interval of the AUC is DeLong's, on the logit scale; those of rates are Wilson's. Both take "
        + "every image as independent of the others.",
    ]
    if let byPatient = summary.byPatient {
      notes.append(
        "\"Patients redrawn\" is the range over \(byPatient.resamples) resamples of whole patients, "
          + "which keeps the images of a patient together.")
    }
    if summary.calibration != nil {
      notes.append(
        "Calibration compares risks with shares over ten bins of equally many images. Chance alone makes "
          + "the expected error larger than it is, and redrawing patients more so; the line below it "
          + "takes chance off.")
    }
    if summary.offeredPoints != nil {
      notes.append(
        "The operating points were chosen on other images, where they reached the rates in brackets. A "
          + "target missed by no more than the interval allows is \"unclear\".")
    }
    if !subgroups.isEmpty {
      notes.append(
        "The groups are decided with the same threshold. Many groups are looked at, each at its own "
          + "level of confidence: some intervals lie apart by chance alone.")
    }
    notes.append(
      "\"undefined\" means that these data cannot tell: a class is missing, nothing was called "
        + "malignant, or too few patients bear on the figure.")
    return notes
  }
}
