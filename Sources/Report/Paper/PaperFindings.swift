import Evaluation

/// A report with what follows from its figures.
struct PaperFindings {
  /// A classifier that has scores.
  struct Measured {
    let row: PaperReport.ClassifierRow
    let summary: EvaluationSummary
    let scored: ScoredLabels
    let epochs: [PaperReport.Epoch]
    let redrawn: RedrawnIntervals

    var isNetwork: Bool { row.parameterCount != nil }
  }

  /// A paired test with its place among all of them.
  struct Comparison {
    let first: String
    let second: String
    let auc: AUCComparison
    /// Holm's, over all pairs; nil where there is nothing to test with.
    let adjustedP: Double?

    var isReal: Bool { adjustedP.map { $0 < 0.05 } ?? false }
  }

  let report: PaperReport
  /// In Table 2's order.
  let measured: [Measured]
  let comparisons: [Comparison]

  /// - Throws: `EvaluationError` where a row's scores are not one finite number a test image.
  init(_ report: PaperReport) throws(EvaluationError) {
    self.report = report
    let labels = report.data.testImages.map(\.isMalignant)
    var measured: [Measured] = []
    for row in report.classifiers {
      guard let measurement = row.measurement else { continue }
      let scored = try ScoredLabels(scores: measurement.scores, labels: labels)
      measured.append(
        Measured(
          row: row, summary: measurement.summary, scored: scored, epochs: measurement.epochs,
          redrawn: try RedrawnIntervals(measurement.summary, of: scored)))
    }
    self.measured = measured
    let tested = report.comparisons.compactMap(\.auc.pValue)
    var adjusted = HolmCorrection.adjusted(tested)[...]
    let names = Dictionary(
      report.classifiers.map { ($0.identifier, $0.name) }, uniquingKeysWith: { first, _ in first })
    comparisons = report.comparisons.map { pair in
      Comparison(
        first: names[pair.first] ?? pair.first, second: names[pair.second] ?? pair.second,
        auc: pair.auc, adjustedP: pair.auc.pValue == nil ? nil : adjusted.popFirst())
    }
  }

  var networks: [Measured] { measured.filter(\.isNetwork) }
  var missing: [PaperReport.ClassifierRow] {
    report.classifiers.filter { $0.measurement == nil }
  }
  var testCount: Int { report.data.testImages.count }
  var testMalignant: Int { report.data.testImages.count { $0.isMalignant } }
  var testPrevalence: Double? {
    testCount == 0 ? nil : Double(testMalignant) / Double(testCount)
  }
  /// The data's name without its folder, for sentences.
  var dataName: String {
    let last = report.data.name.split(separator: "/").last.map(String.init) ?? ""
    return ["", ".", "..", "~"].contains(last) ? "the data" : last
  }
  /// Of all intervals, such as "95 %".
  var confidence: String { Notation.confidence(measured.first?.summary.confidence ?? 0.95) }

  func name(of identifier: String) -> String {
    report.classifiers.first { $0.identifier == identifier }?.name ?? identifier
  }

  /// Such as `0.834 [0.795, 0.872]`.
  static func area(_ summary: EvaluationSummary) -> String {
    guard let auc = summary.auc else { return Notation.undefined }
    return "\(Notation.share(auc)) \(Notation.interval(summary.aucInterval))"
  }

  /// A share with its interval in small type below.
  static func cell(_ value: Double?, _ interval: ConfidenceInterval?) -> Table.Cell {
    Table.Cell(
      Notation.share(value),
      detail: interval.map { "\(Notation.share($0.lower))\u{2013}\(Notation.share($0.upper))" })
  }

  static func cell(_ rate: ConfusionMatrix.Rate, _ summary: ThresholdSummary) -> Table.Cell {
    cell(summary.confusionMatrix.proportion(rate)?.value, summary.interval(of: rate))
  }

  /// What stands where there is no figure.
  static let none = "\u{2013}"
}
