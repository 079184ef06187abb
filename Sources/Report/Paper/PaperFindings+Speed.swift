extension PaperFindings {
  /// What each classifier costs.
  var speedSection: Section {
    var blocks: [Block] = [.table(speedTable)]
    blocks.append(
      .note(
        "Test set: from the first file to the last score, reading, decoding and resizing included, on "
          + "all cores. Network: the median of single runs on one core, nothing else included. The last "
          + "columns scale our time to the paper's \(PublishedTest.images.grouped) images as if all files "
          + "were like these; larger files take longer to decode."))
    if let machines { blocks.append(.note(machines)) }
    let balls = networks.compactMap { one -> CostFigure.Ball? in
      guard let auc = one.summary.auc, let parameters = one.row.parameterCount,
        let milliseconds = one.row.timing?.networkMilliseconds, milliseconds > 0
      else { return nil }
      return CostFigure.Ball(
        name: one.row.name, milliseconds: milliseconds, parameters: parameters, auc: auc,
        interval: one.summary.aucInterval)
    }
    if balls.count > 1 {
      blocks.append(
        .figure(
          Block.Figure(
            id: "figure-cost", label: "Figure 6",
            caption: "What a network costs and what it brings. The area of a ball is its number of "
              + "parameters; bars are \(confidence) intervals of the AUC.",
            content: .drawing(CostFigure(balls: balls).drawing()))))
    }
    return Section(id: "speed", title: "Inference time and size", blocks: blocks)
  }

  /// Which times were taken on another machine than the report's; nil where none is known to be.
  private var machines: String? {
    let others = report.classifiers.compactMap { row -> String? in
      guard let machine = row.timing?.machine, machine != report.machine else { return nil }
      return "\(row.name) on \(machine.processor) with "
        + "\(Notation.count(machine.cores, "core", "cores")), \(machine.system), "
        + "\(machine.instructionSet)"
    }
    guard !others.isEmpty else { return nil }
    return "Some times come from an earlier run elsewhere than on the machine named under Data: "
      + "\(Notation.list(others)). They cannot be held beside the others."
  }

  private var speedTable: Table {
    Table(
      caption: "Cost of a classifier",
      head: [
        "Model", "Parameters", "Multiply-adds", "Network, one core (ms)", "Test set (s)", "Images",
        "Per image (ms)", "\(PublishedTest.images.grouped) images (s)",
        "Paper, \(PublishedTest.accelerator) (s)",
      ],
      textColumns: 1,
      rows: report.classifiers.map { row in
        let timing = row.timing
        return [
          row.name, row.parameterCount?.grouped ?? Self.none,
          row.multiplyAdds.map(Notation.scaled) ?? Self.none,
          timing?.networkMilliseconds.map { Notation.measured($0) } ?? Self.none,
          timing.map { Notation.measured($0.seconds) } ?? Self.none,
          timing?.images.grouped ?? Self.none,
          timing.map { Notation.measured($0.millisecondsPerImage) } ?? Self.none,
          timing.map {
            Notation.measured($0.millisecondsPerImage * Double(PublishedTest.images) / 1000)
          } ?? Self.none,
          row.paper.inferenceSeconds.map { Notation.measured($0) } ?? Self.none,
        ]
      })
  }
}
