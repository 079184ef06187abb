import Evaluation
import Foundation
import LesionImage
import QualityStudy
import Report

/// A study of degraded pictures, for the terminal.
struct StudyText {
  private let study: StudyFindings

  init(_ study: StudyFindings) {
    self.study = study
  }

  func text(heading: String) -> String {
    var parts = [heading, asTheyAre]
    guard !study.kinds.isEmpty else { return parts.joined(separator: "\n") }
    parts += ["", steps, Self.legend(study.rule), "", limits, Self.limitsLegend, "", summary]
    return parts.joined(separator: "\n")
  }

  private var asTheyAre: String {
    let good = study.undegraded
    let found = good.issues.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return
      "As they are: AUC \(Numbers.fixed(good.auc)), sensitivity \(Numbers.fixed(good.sensitivity)) and "
      + "specificity \(Numbers.fixed(good.specificity)) at \(Numbers.fixed(study.threshold)); refused, "
      + "wrongly, \(Self.counted(good.refused))"
      + (found.isEmpty ? "" : ": \(found)")
      + ". Advised to take better: \(Self.percent(good.hinted))."
  }

  private var steps: String {
    let rows = study.kinds.flatMap { outcome in
      outcome.steps.map { row($0, of: outcome.kind) }
    }
    let table = Table(
      head: [
        "", "", "AUC", "fall [95 %]", "sensitivity", "specificity", "refused", "by checks",
        "for this", "median",
        Self.others,
      ],
      alignments: [
        .text, .text, .number, .number, .number, .number, .number, .number, .number, .number, .text,
      ],
      rows: rows.map { cells in Table.Row(cells.map { Table.Cell($0) }) })
    return table.fittedText(isRuled: true, dispensable: [Self.others, "specificity", "median"])
  }

  private static let others = "refused for, mostly"

  private func row(_ step: StepOutcome, of kind: DegradationKind) -> [String] {
    let interval = step.aucFallInterval.map {
      " [\(Numbers.fixed($0.lower)), \(Numbers.fixed($0.upper))]"
    }
    let median = kind.sign.map { Self.value(step.medians[$0.measure.rawValue]) } ?? ""
    let own = kind.issue.isEmpty ? "" : Self.percent(step.share(with: kind.issue))
    let most = step.issues.sorted { $0.count > $1.count }.prefix(3).map(\.name)
    return [
      kind.rawValue, "\(Self.amount(step.amount)) \(kind.unit)\(step.isRuined ? " *" : "")",
      Numbers.fixed(step.auc), Numbers.fixed(step.aucFall) + (interval ?? ""),
      Numbers.fixed(step.sensitivity), Numbers.fixed(step.specificity), Self.percent(step.refused),
      Self.percent(step.refusedByChecks), own, median, most.joined(separator: ", "),
    ]
  }

  private static func legend(_ rule: RuinRule) -> String {
    "* ruined: from the first step on that costs \(rule.aucFall) AUC or \(rule.sensitivityFall) "
      + "sensitivity. AUC, sensitivity and specificity are the network's, as if nothing were "
      + "refused. by checks: refused for something else than not-a-lesion; for this: for the kind's own "
      + "issue; median: of the measure that tells of it."
  }

  private var limits: String {
    let rows = study.kinds.map { outcome in
      let limit = outcome.limit
      func shares(_ point: LimitOutcome.Point?) -> [String] {
        guard let point else { return ["", "", ""] }
        return [Self.value(point.value), Self.percent(point.good), Self.percent(point.ruined)]
      }
      return [
        outcome.kind.rawValue,
        outcome.ruinedFrom.map { "\(Self.amount($0)) \(outcome.kind.unit)" } ?? "never",
        Self.percent(outcome.caught), limit.map { "\($0.measure) \($0.grows ? ">" : "<")" } ?? "",
      ] + shares(limit?.refusing) + shares(limit?.room)
    }
    return Table(
      head: [
        "", "ruined from", "caught", "by itself", "limit", "good", "ruined", "room to", "good",
        "ruined",
      ],
      alignments: [
        .text, .text, .number, .text, .number, .number, .number, .number, .number, .number,
      ], rows: rows.map { cells in Table.Row(cells.map { Table.Cell($0) }) }
    ).text(isRuled: true)
  }

  private static let limitsLegend =
    "caught: ruined pictures refused for whatever reason. limit: what is in force for this measure alone, and "
    + "the share of good and of ruined pictures beyond it; room to: the limit that gives up 1 of 200 good ones."

  private var summary: String {
    let caught = study.caught
    guard caught.total > 0 else { return "No step ruins these pictures for the model." }
    return "Of all \(Numbers.grouped(caught.total)) ruined pictures "
      + "\(Self.percent(caught)) are refused; of those as they are \(Self.percent(study.undegraded.refused))."
  }

  static func percent(_ share: Proportion) -> String { percent(share.value) }

  static func percent(_ share: Double?) -> String {
    share.map { "\(Numbers.fixed(100 * $0, 1)) %" } ?? ""
  }

  private static func counted(_ share: Proportion) -> String {
    let interval = share.interval().map {
      " [\(Numbers.fixed(100 * $0.lower, 1)), \(Numbers.fixed(100 * $0.upper, 1))]"
    }
    return "\(share.count) of \(Numbers.grouped(share.total)), \(percent(share))\(interval ?? "")"
  }

  private static func amount(_ amount: Double?) -> String {
    amount.map { String(format: "%.4g", $0) } ?? ""
  }

  private static func value(_ value: Float) -> String { String(format: "%.4g", value) }
}
