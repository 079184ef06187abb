extension PaperFindings {
  /// What the elements of the recipe do, and whether the paper's claim about them holds.
  var ablationSection: Section {
    let title = "Ablation"
    let rows = report.ablation
    guard let full = rows.first else {
      return Section(
        id: "ablation", title: title,
        blocks: [.paragraph("The recipe without its elements has not been trained yet.")])
    }
    return Section(
      id: "ablation", title: title,
      blocks: [
        .paragraph(
          "The paper says of its first attempts that the model \"tended to always predict the majority "
            + "class\", and credits focal loss and oversampling with augmentation for the cure. "
            + Self.verdict(full: full, others: Array(rows.dropFirst())))
      ] + (rows.count > 1 ? [.paragraph(Self.confounding(rows))] : []) + [
        .table(Self.ablationTable(rows, full: full)),
        .figure(
          Block.Figure(
            id: "figure-ablation", label: "Figure 8",
            caption:
              "The recipe with elements left out: ranking, and what is decided at 0.5. Bars are "
              + "\(confidence) intervals.",
            content: .drawing(Self.figure(rows)))),
        .note(
          "Differences in AUC are paired (DeLong) against the full recipe on the same images; p is not "
            + "corrected for the number of rows."),
      ])
  }

  private static func figure(_ rows: [PaperReport.AblationRow]) -> Drawing {
    RateFigure(
      id: "ablation-chart", title: "Recipe with elements left out",
      series: ["AUC", "recall at 0.5", "called malignant at 0.5"],
      rows: rows.map { row in
        let half = row.summary.atHalf
        return RateFigure.Row(
          name: row.name,
          rates: [
            .init(value: row.summary.auc, interval: row.summary.aucInterval),
            .init(
              value: half.confusionMatrix.sensitivity, interval: half.interval(of: .sensitivity)),
            .init(
              value: half.confusionMatrix.predictedPositiveShare,
              interval: half.interval(of: .predictedPositive)),
          ])
      }
    ).drawing()
  }

  private static func ablationTable(
    _ rows: [PaperReport.AblationRow], full: PaperReport.AblationRow
  ) -> Table {
    let head = [
      "Recipe", "AUC", "Against full", "p", "Recall at 0.5", "Specificity at 0.5",
      "Called malignant at 0.5", "Accuracy at 0.5",
    ]
    return Table(
      caption: "The recipe with elements left out",
      head: head, alignments: head.indices.map { $0 == 0 ? .text : .number },
      rows: rows.map { row in
        let half = row.summary.atHalf
        return Table.Row([
          Table.Cell(row.name), cell(row.summary.auc, row.summary.aucInterval),
          Table.Cell(gain(row, over: full).map { Notation.signed($0) } ?? none),
          Table.Cell(row.againstFull?.pValue.map { Notation.share($0) } ?? none),
          cell(.sensitivity, half), cell(.specificity, half), cell(.predictedPositive, half),
          cell(.accuracy, half),
        ])
      })
  }
}
