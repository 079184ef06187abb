import Evaluation
import QualityStudy
import Report

/// What was said of pictures, beside what should be, for the terminal.
struct ExpectationText {
  private let findings: ExpectationFindings
  private let folder: String
  private let knowsLesions: Bool

  init(_ findings: ExpectationFindings, folder: String, knowsLesions: Bool) {
    self.findings = findings
    self.folder = folder
    self.knowsLesions = knowsLesions
  }

  var text: String {
    let count = Proportion(
      findings.answers.count - findings.missed.count, of: findings.answers.count)
    let missed = findings.missed.map { entry, answer in
      let said = answer.verdict.map { "\($0)" } ?? "error: \(answer.error ?? "")"
      return "  \(Terminal.printable(entry.file)): \(entry.expectation.rawValue), but \(said)"
    }
    return
      ([
        "\(count.count) of \(Numbers.grouped(count.total)) pictures of \(folder) got what is expected",
        "",
        table(findings.groups), "", table(findings.kinds),
      ] + (missed.isEmpty ? [] : ["", "Not as expected:"] + missed)
      + (knowsLesions ? [] : ["", Self.unknowing])).joined(separator: "\n")
  }

  private static let unknowing =
    "This model cannot tell pictures without a lesion: `lentigo calibrate --novelty fit` teaches it."

  private func table(_ groups: [ExpectationFindings.Group]) -> String {
    let hasKinds = groups.contains { $0.kind != nil }
    let rows = groups.map { group in
      [group.expectation.rawValue]
        + (hasKinds ? [Terminal.printable(group.kind ?? "")] : [])
        + [
          "\(group.met.total)", StudyText.percent(group.met), "\(group.refer)", "\(group.noSign)",
          "\(group.retake)", "\(group.errors)",
          group.issues.map { "\($0.name) \($0.count)" }.joined(separator: ", "),
        ]
    }
    let texts = hasKinds ? 2 : 1
    return Table(
      head: ["expected"] + (hasKinds ? ["kind"] : [])
        + ["pictures", "got it", "refer", "no sign", "retake", "error", "refused for"],
      alignments: [Table.Alignment](repeating: .text, count: texts)
        + [Table.Alignment](repeating: .number, count: 6) + [.text],
      rows: rows.map { cells in Table.Row(cells.map { Table.Cell($0) }) }
    ).text(isRuled: true)
  }
}
