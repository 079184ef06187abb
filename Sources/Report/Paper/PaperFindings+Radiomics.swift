import Evaluation

extension PaperFindings {
  /// How the baseline was made, and what its features give when handled otherwise.
  var radiomicsSection: Section {
    let title = "The radiomics baseline"
    guard let radiomics = report.radiomics else {
      return Section(
        id: "radiomics", title: title,
        blocks: [.paragraph("The baseline has not been fitted yet.")])
    }
    let groups = radiomics.featureCounts.map { "\($0.count) of \($0.name)" }
    let sum = radiomics.featureCounts.reduce(0) { $0 + $1.count }
    var blocks: [Block] = [
      .paragraph(
        "Of each image \(sum) values are taken (\(Notation.list(groups))), scaled to their smallest and "
          + "largest in training, and given to a support vector machine. It was fitted on "
          + "\(Notation.count(radiomics.examples, "image", "images")) "
          + "(\(radiomics.malignantExamples.grouped) malignant); \(radiomics.folds)-fold "
          + "cross-validation chose kernel and C.")
    ]
    if !radiomics.grid.isEmpty {
      blocks.append(
        .figure(
          Block.Figure(
            id: "figure-grid", label: "Figure 7",
            caption: "Mean AUC over the folds for every point of the grid. Darker is better within "
              + "each part; frames mark the points that were taken"
              + (Self.isByAUC(radiomics.grid) ? "." : ", not all of them by AUC."),
            content: .drawing(GridFigure(points: radiomics.grid).drawing()))))
    }
    if !radiomics.variants.isEmpty {
      blocks += [
        .table(Self.variantTable(radiomics.variants)),
        .paragraph(signs(radiomics.variants)),
      ]
    }
    return Section(id: "radiomics", title: title, blocks: blocks)
  }

  /// Whether every point that was taken has its part's largest AUC.
  private static func isByAUC(_ grid: [GridPoint]) -> Bool {
    grid.filter(\.isChosen).allSatisfy { chosen in
      grid.allSatisfy {
        $0.balancesClasses != chosen.balancesClasses || !($0.auc > chosen.auc)
      }
    }
  }

  private static func variantTable(_ variants: [PaperReport.RadiomicsSection.Variant]) -> Table {
    let head = [
      "The same features", "AUC", "Recall", "Specificity", "Precision", "Called malignant",
    ]
    return Table(
      caption: "What sign and class weights do, at each variant's own threshold",
      head: head, alignments: head.indices.map { $0 == 0 ? .text : .number },
      rows: variants.map { variant in
        let point = variant.summary.operatingPoint
        return Table.Row([
          Table.Cell(variant.name), cell(variant.summary.auc, variant.summary.aucInterval),
          cell(.sensitivity, point), cell(.specificity, point), cell(.precision, point),
          cell(.predictedPositive, point),
        ])
      })
  }

  private func signs(_ variants: [PaperReport.RadiomicsSection.Variant]) -> String {
    let areas = variants.filter { $0.summary.auc != nil }
      .sorted { ($0.summary.auc ?? 0) < ($1.summary.auc ?? 0) }
    guard let low = areas.first, let high = areas.last else { return "No variant has an AUC." }
    var text =
      "The variants reach from \(Self.area(low.summary)) ('\(low.name)') to "
      + "\(Self.area(high.summary)) ('\(high.name)')."
    if let interval = low.summary.aucInterval, interval.upper < 0.5 {
      text +=
        " An AUC whose whole interval lies below one half means that the scores point the wrong "
        + "way, not that the features say nothing: a turned sign is one way to get there."
    }
    guard !report.data.isSynthetic else { return text }
    let paper = PaperTable.baseline
    let alike = variants.filter { variant in
      let point = variant.summary.operatingPoint
      return (point.interval(of: .sensitivity)?.contains(paper.recall) ?? false)
        && (point.interval(of: .specificity)?.contains(paper.specificity) ?? false)
    }
    let both =
      "the paper's recall (\(Notation.published(paper.recall))) and specificity "
      + "(\(Notation.published(paper.specificity)))"
    return text + " "
      + (alike.isEmpty
        ? "None of them gives \(both) together, so how the paper came to its row stays open."
        : "\(Notation.list(alike.map { "'\($0.name)'" })) agrees with \(both) within its intervals, "
          + "which does not show that the paper did the same.")
  }
}
