import Evaluation
import Foundation
import Report
import Reproduction

/// A reproduction's results as rows for the terminal.
enum ReproductionText {
  /// What is above the rows: the data, and the columns' names.
  static func heading(_ report: PaperReport) -> String {
    let parts = report.data.parts.map {
      "  \(left($0.name, 11)) \(Numbers.grouped($0.malignant + $0.benign)) images "
        + "(\(Numbers.grouped($0.malignant)) malignant)"
    }
    return
      (["\(report.data.name), seed \(report.seed), split: \(report.data.split)"] + parts + [
        "",
        columns(
          "", "parameters", "time s", "precision", "recall", "specific.", "AUC", "95 % interval",
          "paper's AUC"),
      ]).joined(separator: "\n")
  }

  /// A stage's row; nil where it has none.
  static func line(_ stage: ReproductionStage, _ report: PaperReport) -> String? {
    switch stage {
    case .data: return nil
    case .radiomics, .network:
      guard let row = row(stage, report) else { return nil }
      return columns(
        row.name, row.parameterCount.map(Numbers.grouped) ?? "-",
        row.timing.map { Numbers.fixed($0.seconds, 2) } ?? "-", row.measurement?.summary,
        missing: row.missing, paper: Numbers.fixed(row.paper.auc, 4))
    case .ablation(let variant):
      guard let row = report.ablation.first(where: { $0.name == variant.name }) else { return nil }
      return columns("  \(row.name)", "", "", row.summary, missing: nil, paper: "")
    case .patients:
      guard let row = report.byPatient.first else { return nil }
      return columns("  \(row.identifier) by patient", "", "", row.summary, missing: nil, paper: "")
    }
  }

  /// The row of Table 2 that a stage fills.
  static func row(
    _ stage: ReproductionStage, _ report: PaperReport
  ) -> PaperReport.ClassifierRow? {
    switch stage {
    case .radiomics: report.classifiers.first
    case .network(let architecture):
      report.classifiers.first { $0.identifier == "\(architecture)" }
    default: nil
    }
  }

  private static func columns(
    _ name: String, _ parameters: String, _ time: String, _ summary: EvaluationSummary?,
    missing: String?, paper: String
  ) -> String {
    guard let summary else {
      return columns(name, parameters, time, "", "", "", "", "", paper) + "  "
        + (missing ?? "")
    }
    let matrix = summary.atHalf.confusionMatrix
    let interval = summary.aucInterval.map {
      "\(Numbers.fixed($0.lower)) to \(Numbers.fixed($0.upper))"
    }
    return columns(
      name, parameters, time, Numbers.fixed(matrix.precision, 4), Numbers.fixed(matrix.recall, 4),
      Numbers.fixed(matrix.specificity, 4), Numbers.fixed(summary.auc, 4), interval ?? "-", paper)
  }

  private static func columns(
    _ name: String, _ parameters: String, _ time: String, _ precision: String, _ recall: String,
    _ specificity: String, _ auc: String, _ interval: String, _ paper: String
  ) -> String {
    left(name, 38) + right(parameters, 10) + right(time, 8) + right(precision, 11)
      + right(recall, 11) + right(specificity, 11) + right(auc, 11) + right(interval, 16)
      + right(paper, 13)
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
