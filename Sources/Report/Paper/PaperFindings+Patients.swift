extension PaperFindings {
  /// What the split by image hides.
  var patientSection: Section {
    Section(id: "by-patient", title: "Split by patient", blocks: patientBlocks)
  }

  private var patientBlocks: [Block] {
    let data = report.data
    if data.grouping == "patient" {
      return [
        .paragraph(
          "Every row of this report is split by patient: all images of a patient keep together, so "
            + "there is nothing to hold a split by patient against. The paper does not speak of "
            + "patients; its split is random.")
      ]
    }
    if data.patients == 0 {
      return [
        .paragraph(
          "The labels name no patients, so nothing can be split by them, and how much images of one "
            + "patient on both sides flatter is not known here.")
      ]
    }
    guard !report.byPatient.isEmpty else {
      return [
        .paragraph(
          "No network was trained on a split by patient, so how much the split by image flatters is "
            + "not known here.")
      ]
    }
    return [
      .paragraph(
        "The paper deals images at random and does not speak of patients, so images of one patient "
          + "can lie in training and test. Here all images of a patient keep together."),
      .table(patientTable),
      .note(
        "The two test sets are different images, so the change is not a paired difference: within "
          + "the intervals' width it may be chance."),
    ]
  }

  private var patientTable: Table {
    let rows = report.byPatient.map { row in
      let random = measured.first { $0.row.identifier == row.identifier }?.summary
      let change = random?.auc.flatMap { auc in row.summary.auc.map { $0 - auc } }
      return Table.Row([
        Table.Cell(name(of: row.identifier)),
        random.map { Self.cell($0.auc, $0.aucInterval) } ?? Table.Cell(Self.none),
        Self.cell(row.summary.auc, row.summary.aucInterval),
        Table.Cell(change.map { Notation.signed($0) } ?? Self.none),
        Self.cell(.sensitivity, row.summary.atHalf), Self.cell(.specificity, row.summary.atHalf),
        Table.Cell(row.summary.count.grouped),
      ])
    }
    let head = [
      "Model", "AUC, split by image", "AUC, split by patient", "Change",
      "Recall at 0.5", "Specificity at 0.5", "Test images",
    ]
    return Table(
      caption: "The networks on a split by patient",
      head: head, alignments: head.indices.map { $0 == 0 ? .text : .number }, rows: rows)
  }
}
