import Evaluation

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

  /// - Parameters:
  ///   - title: The heading; any text.
  ///   - details: Shown above the figures, in this order; any text.
  ///   - summary: Of `scored`.
  public init(
    title: String, details: [Detail], summary: EvaluationSummary, scored: ScoredLabels
  ) {
    self.title = title
    self.details = details
    self.summary = summary
    self.scored = scored
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
    ]
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
    notes.append(
      "\"undefined\" means that these data cannot tell: a class is missing, nothing was called "
        + "malignant, or too few patients bear on the figure.")
    return notes
  }
}
