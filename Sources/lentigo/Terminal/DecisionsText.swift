import Report
import Training

/// What a model was given by its validation images, for the terminal.
struct DecisionsText {
  private let decisions: ModelDecisions
  private let path: String

  init(_ decisions: ModelDecisions, path: String) {
    self.decisions = decisions
    self.path = path
  }

  var text: String {
    let count = decisions.scored
    var lines = [
      "\(path), by \(Numbers.grouped(count.count)) images, "
        + "\(Numbers.grouped(count.positiveCount)) of them malignant"
    ]
    if let calibration = decisions.calibration {
      lines.append(
        "risk = sigmoid(\(Numbers.fixed(calibration.slope)) x logit "
          + "\(Numbers.term(calibration.intercept))) (\(calibration.method))")
    }
    let points = decisions.operatingPoints ?? [decisions.operatingPoint]
    let table = Table(
      head: ["operating point", "refer from", "sensitivity", "specificity"], textColumns: 4,
      rows: points.map { point in
        [
          (point.name ?? point.rule)
            + (point == decisions.operatingPoint && points.count > 1 ? " (default)" : ""),
          Numbers.fixed(point.threshold),
          Self.rate(
            point.sensitivity, point.sensitivityIntervalByPatient ?? point.sensitivityInterval),
          Self.rate(
            point.specificity, point.specificityIntervalByPatient ?? point.specificityInterval),
        ]
      })
    return lines.joined(separator: "\n") + "\n\n" + table.text(isRuled: true)
  }

  private static func rate(_ share: Double, _ interval: [Double]) -> String {
    guard interval.count == 2 else { return Numbers.fixed(share) }
    return "\(Numbers.fixed(share)) [\(Numbers.fixed(interval[0])), \(Numbers.fixed(interval[1]))]"
  }
}
