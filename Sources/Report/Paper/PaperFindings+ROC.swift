extension PaperFindings {
  /// Figure 5 and which differences are real.
  var rocSection: Section {
    guard !measured.isEmpty else {
      return Section(
        id: "roc", title: "ROC curves",
        blocks: [.paragraph("No classifier was measured yet, so there is no Figure 5.")])
    }
    let confidence = measured[0].summary.confidence
    let curves = CurveFigure.roc(
      measured.map {
        ScoredSeries(name: $0.row.name, scored: $0.scored, operatingThreshold: 0.5)
      }, confidence: confidence, showsUncertainty: true)
    return Section(
      id: "roc", title: "ROC curves, and which differences are real",
      blocks: [
        .figure(
          Block.Figure(
            id: "figure-5", label: "Figure 5",
            caption: "ROC curves of all classifiers that were measured, on the same "
              + "\(testCount.grouped) test images. Rings mark the threshold 0.5, crosses their "
              + "\(self.confidence) intervals in both rates; the areas carry DeLong's intervals.",
            content: .drawing(curves)))
      ] + comparisonBlocks)
  }

  private var comparisonBlocks: [Block] {
    guard !comparisons.isEmpty else {
      return [.note("Fewer than two classifiers were measured, so there is no pair to compare.")]
    }
    let head = [
      "Pair", "Difference in AUC", "\(confidence) interval", "p", "p, Holm", "Verdict",
    ]
    let rows = comparisons.map { pair in
      [
        "\(pair.first) \u{2212} \(pair.second)", Notation.signed(pair.auc.difference),
        pair.auc.interval.map { Notation.signedInterval($0) } ?? Self.none,
        pair.auc.pValue.map { Notation.share($0) } ?? Self.none,
        pair.adjustedP.map { Notation.share($0) } ?? Self.none,
        pair.isReal ? "real" : pair.adjustedP == nil ? "cannot be tested" : "may be chance",
      ]
    }
    var table = Table(
      caption: "Paired comparisons (DeLong's test on the same images)", head: head,
      textColumns: 1, rows: rows)
    table.alignments[5] = .text
    return [
      .table(table),
      .note(
        "Several pairs are tested at once, so some would look different by chance alone; Holm's "
          + "correction accounts for that, and \"real\" means that its p is below 0.05. A difference "
          + "that \"may be chance\" is not shown to be none. The tests take images as independent"
          + (report.data.patients > 0
            ? "; where several come from one patient, p can be too small." : ".")),
    ]
  }
}
