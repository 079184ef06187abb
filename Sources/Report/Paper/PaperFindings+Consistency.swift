extension PaperFindings {
  /// What the paper's figures say about each other.
  var consistencySection: Section {
    let entries = [
      ("Melanomas in the test", melanomas), ("Precision", networkColumns),
      ("Baseline", baselineRow), ("Ties", ties),
      (
        "14.4 seconds",
        "An inference on a Pixel 3 takes 14.4 milliseconds in the paper on MobileNetV3; a phone that "
          + "needed seconds would be no argument for it."
      ),
      (
        "500 melanomas",
        "The public labels of the same \(PublishedTest.allImages.grouped) images hold "
          + "\(PublishedTest.allMalignant), and a fifth of those are the "
          + "\(PublishedTest.malignant) of the test."
      ),
    ]
    return Section(
      id: "consistency", title: "The paper's figures beside each other",
      blocks: [
        .entries(
          entries.filter { !$0.1.isEmpty }.map { Block.Fact(name: $0.0, value: $0.1) }),
        .table(consistencyTable),
      ])
  }

  /// As the paper prints them, whatever was run here.
  private var paperNetworks: [(name: String, paper: PaperReport.PaperFigures)] {
    PublishedTest.networks.map { (PaperTable.name($0), PaperTable.figures($0)) }
  }

  private var melanomas: String {
    let count = PublishedTest.smallestMelanomaCount(
      explaining: paperNetworks.map(\.paper.recall))
    let found = paperNetworks.map {
      Notation.whole($0.paper.recall * Double(PublishedTest.malignant))
    }
    guard let count, count == PublishedTest.malignant else {
      return
        "The paper does not say how many of its \(PublishedTest.images.grouped) test images are "
        + "malignant; a fifth of the data set's melanomas is \(PublishedTest.malignant)."
    }
    return "The paper does not say how many of its \(PublishedTest.images.grouped) test images are "
      + "malignant. \(count) is the smallest number of which all its networks' recalls are whole "
      + "melanomas (\(Notation.list(found))), and a fifth of the data set's melanomas."
  }

  private var networkColumns: String {
    let gaps = paperNetworks.compactMap {
      row -> (name: String, implied: Double, printed: Double)? in
      let paper = row.paper
      guard
        let implied = PublishedTest.precision(
          recall: paper.recall, specificity: paper.specificity,
          prevalence: PublishedTest.prevalence)
      else { return nil }
      return (row.name, implied, paper.precision)
    }.filter { abs($0.implied - $0.printed) > 0.002 }
    guard !gaps.isEmpty else { return "" }
    let words = gaps.map {
      "\(Notation.share($0.implied)) where \(Notation.published($0.printed)) is printed for \($0.name)"
    }
    return "Recall and specificity on \(PublishedTest.malignant) malignant and "
      + "\(PublishedTest.benign.grouped) benign images fix the precision: it would be "
      + "\(Notation.list(words)). The columns cannot all come from the same predictions on that test "
      + "set."
  }

  private var baselineRow: String {
    let paper = PaperTable.baseline
    guard
      let share = PublishedTest.prevalence(
        precision: paper.precision, recall: paper.recall, specificity: paper.specificity)
    else { return "" }
    var text =
      "The baseline's precision, recall and specificity can be true together only where "
      + "\(Notation.percent(share)) of the images are malignant"
    text +=
      abs(share - 1.0 / 3) < 0.05
      ? ", close to the 33 % that oversampling makes and far from the test set's share: the row may "
        + "come from other images than the others."
      : ", against \(PublishedTest.share) of the test set."
    if paper.auc < 0.5 {
      text +=
        " Its AUC of \(Notation.published(paper.auc)) is below chance: turned round, the same scores "
        + "give \(Notation.published(1 - paper.auc))."
    }
    return text
  }

  /// What the paper's order of networks rests on.
  private var ties: String {
    let ranked = paperNetworks.sorted { $0.paper.auc > $1.paper.auc }
    guard ranked.count > 1, let interval = PublishedTest.interval(ofArea: ranked[0].paper.auc)
    else { return "" }
    let halfWidth = (interval.upper - interval.lower) / 2
    let tied = ranked.filter { interval.contains($0.paper.auc) }
    let list = tied.map { "\($0.name) \(Notation.published($0.paper.auc))" }
    return "With \(PublishedTest.malignant) melanomas an AUC is known to about \u{B1}"
      + "\(Notation.share(halfWidth)) (Hanley and McNeil), so "
      + (tied.count > 1
        ? "\(Notation.list(list)) cannot be told apart by these intervals."
        : "no other lies inside the interval of the largest.")
  }

  private var consistencyTable: Table {
    Table(
      caption: "The paper's Table 2, worked through",
      head: [
        "Model", "Melanomas found", "False alarms", "Precision from these", "Precision printed",
        "Share malignant at which all agree", "AUC", "AUC interval",
      ],
      textColumns: 1,
      rows: ([(PaperTable.baselineName, PaperTable.baseline)] + paperNetworks).map { name, paper in
        let isNetwork = paper.parameterCount != nil
        let found = (paper.recall * Double(PublishedTest.malignant)).rounded()
        let alarms = ((1 - paper.specificity) * Double(PublishedTest.benign)).rounded()
        let implied = found + alarms > 0 ? found / (found + alarms) : nil
        return [
          name,
          isNetwork ? "\(Notation.whole(found)) of \(PublishedTest.malignant)" : Self.none,
          isNetwork ? Notation.whole(alarms) : Self.none,
          isNetwork ? Notation.share(implied) : Self.none, Notation.published(paper.precision),
          Notation.percent(
            PublishedTest.prevalence(
              precision: paper.precision, recall: paper.recall, specificity: paper.specificity)),
          Notation.published(paper.auc),
          isNetwork
            ? Notation.interval(PublishedTest.interval(ofArea: paper.auc)) : Self.none,
        ]
      })
  }
}
