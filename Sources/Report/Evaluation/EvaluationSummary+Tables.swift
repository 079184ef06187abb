import Evaluation

extension EvaluationSummary {
  /// One line that says what was measured.
  var heading: String {
    var images = Notation.count(count, "image", "images")
    if let byPatient {
      images += " of " + Notation.count(byPatient.patientCount, "patient", "patients")
    }
    let share = prevalence.map { " (\(Notation.percent($0)))" } ?? ""
    return "\(images): \(malignantCount) malignant\(share), \(benignCount) benign"
  }

  var tables: [Table] {
    [rankingTable, calibrationTable, decisionTable, confusionTable, offeredTable].compactMap(\.self)
  }

  var rankingTable: Table {
    var head = ["Ranking and probability", "Value", "\(Notation.confidence(confidence)) interval"]
    if byPatient != nil { head.append("Patients redrawn") }
    let row = { (name: String, value: Double?, interval: String, byPatient: String?) in
      [name, Notation.share(value), interval] + (self.byPatient == nil ? [] : [byPatient ?? ""])
    }
    return Table(
      head: head, textColumns: head.count,
      rows: [
        row(
          "AUC", auc, Notation.interval(aucInterval),
          byPatient.map { Notation.interval($0.auc) }),
        row(
          "Average precision", averagePrecision, "",
          byPatient.map { Notation.interval($0.averagePrecision) }),
        row(
          "Sensitivity at specificity 0.9", sensitivityAtSpecificity90, "",
          byPatient.map { Notation.interval($0.sensitivityAtSpecificity90) }),
        row("Specificity at sensitivity 0.9", specificityAtSensitivity90, "", nil),
        row("Brier score (lower is better)", brierScoreLoss, "", nil),
        row("Log loss (lower is better)", logLoss, "", nil),
      ])
  }

  var decisionTable: Table {
    let columns = [operatingPoint, atHalf]
    let row = { (name: String, rate: ConfusionMatrix.Rate) in
      [name]
        + columns.map { column in
          guard let proportion = column.confusionMatrix.proportion(rate) else {
            return Notation.undefined
          }
          let interval = Notation.interval(column.interval(of: rate))
          return
            "\(Notation.share(proportion.value)) \(interval) \(proportion.count)/\(proportion.total)"
        }
    }
    let plain = { (name: String, value: (ConfusionMatrix) -> Double?) in
      [name] + columns.map { Notation.share(value($0.confusionMatrix)) }
    }
    return Table(
      head: [
        "Decisions", "At \(Notation.threshold(operatingPoint.threshold)) (operating point)",
        "At \(Notation.threshold(atHalf.threshold))",
      ], textColumns: 3,
      rows: [
        row("Sensitivity (recall)", .sensitivity),
        row("Specificity", .specificity),
        row("Precision", .precision),
        row("Negative predictive value", .negativePredictiveValue),
        row("Accuracy", .accuracy),
        plain("Balanced accuracy") { $0.balancedAccuracy },
        plain("F1") { $0.f1 },
        row("Called malignant", .predictedPositive),
      ])
  }

  private var confusionTable: Table {
    Table(
      head: ["Confusion matrix", "Called malignant", "Called benign"], textColumns: 3,
      rows: [operatingPoint, atHalf].flatMap { column in
        let matrix = column.confusionMatrix
        let at = Notation.threshold(column.threshold)
        return [
          ["Malignant, at \(at)", "\(matrix.truePositives)", "\(matrix.falseNegatives)"],
          ["Benign, at \(at)", "\(matrix.falsePositives)", "\(matrix.trueNegatives)"],
        ]
      })
  }
}
