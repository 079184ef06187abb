import Evaluation

extension PaperFindings {
  /// Table 2.
  var resultsSection: Section {
    let at = Notation.threshold(0.5)
    var blocks: [Block] =
      [
        .table(resultTable),
        .note(
          "Decisions at \(at), as in the paper. Ranges beside a figure are \(confidence) intervals: "
            + "Wilson's for rates, DeLong's for the AUC, and for average precision and F1 the range over "
            + "\(report.data.patients > 0 ? "whole patients" : "images") drawn again. Inference time: the "
            + "whole test set, from the first file to the last score, decoding included; the paper's on "
            + "a \(PublishedTest.accelerator) over \(PublishedTest.images.grouped) images."),
      ] + (baselineNote.map { [.note($0)] } ?? [])
    blocks.append(
      measured.isEmpty
        ? .note("No classifier was measured, so there is no operating point to show.")
        : .table(operatingTable))
    if !measured.isEmpty {
      blocks.append(
        .note(
          "A network's threshold was chosen on the validation images; recall at \(at) says where the "
            + "scores happen to lie, not how well they rank."))
    }
    return Section(id: "results", title: "Results", blocks: blocks)
  }

  /// Which handling of the features stands in the baseline's row; nil where that is not known.
  private var baselineNote: String? {
    guard let row = measured.first(where: { !$0.isNetwork }),
      let variant = report.radiomics?.variants.first(where: { $0.summary == row.summary })
    else { return nil }
    return "The baseline's row is the variant '\(variant.name)'. The paper says neither how it "
      + "weighted the classes nor how it made scores of the machine's decision values; 'The radiomics "
      + "baseline' has the other variants."
  }

  private var resultTable: Table {
    let head = [
      "Model", "Parameters", "Inference time (s)", "Precision", "Recall", "Specificity", "AUC",
      "Accuracy", "F1", "Average precision",
    ]
    return Table(
      caption: "Table 2. Classifiers on the test images, the paper's figures below ours",
      head: head, alignments: head.indices.map { $0 == 0 ? .text : .number },
      rows: report.classifiers.flatMap { [ownRow($0), Self.paperRow($0.paper)] })
  }

  private func ownRow(_ row: PaperReport.ClassifierRow) -> Table.Row {
    let costs = [
      Table.Cell(row.name), Table.Cell(row.parameterCount?.grouped ?? Self.none),
      row.timing.map {
        Table.Cell(
          Notation.measured($0.seconds),
          detail: "\(Notation.measured($0.millisecondsPerImage)) ms/image")
      } ?? Table.Cell(Self.none),
    ]
    guard let one = measured.first(where: { $0.row.identifier == row.identifier }),
      case
        let summary = one.summary
    else {
      return Table.Row(costs + [Table.Cell(row.missing ?? "not measured", span: 7)])
    }
    let half = summary.atHalf
    return Table.Row(
      costs + [
        Self.cell(.precision, half), Self.cell(.sensitivity, half),
        Self.cell(.specificity, half), Self.cell(summary.auc, summary.aucInterval),
        Self.cell(.accuracy, half), Self.cell(half.confusionMatrix.f1, one.redrawn.f1AtHalf),
        Self.cell(summary.averagePrecision, one.redrawn.averagePrecision),
      ])
  }

  private static func paperRow(_ paper: PaperReport.PaperFigures) -> Table.Row {
    let time = paper.inferenceSeconds.map {
      Table.Cell(
        Notation.measured($0),
        detail: "\(Notation.measured($0 * 1000 / Double(PublishedTest.images))) ms/image")
    }
    return Table.Row(
      [
        Table.Cell("paper"), Table.Cell(paper.parameterCount?.grouped ?? none),
        time ?? Table.Cell(none),
      ]
        + [paper.precision, paper.recall, paper.specificity, paper.auc].map {
          Table.Cell(Notation.published($0))
        } + [Table.Cell(none), Table.Cell(none), Table.Cell(none)],
      isReference: true)
  }

  private var operatingTable: Table {
    let head = ["Model", "Threshold", "Recall", "Specificity", "Precision", "Accuracy", "F1"]
    return Table(
      caption: "The same at each model's own operating point",
      head: head, alignments: head.indices.map { $0 == 0 ? .text : .number },
      rows: measured.map { one in
        let point = one.summary.operatingPoint
        return Table.Row([
          Table.Cell(one.row.name), Table.Cell(Notation.threshold(point.threshold)),
          Self.cell(.sensitivity, point), Self.cell(.specificity, point),
          Self.cell(.precision, point), Self.cell(.accuracy, point),
          Self.cell(point.confusionMatrix.f1, one.redrawn.f1),
        ])
      })
  }
}
