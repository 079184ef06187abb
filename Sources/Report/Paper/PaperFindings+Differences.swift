import Evaluation

extension PaperFindings {
  /// What each difference from the paper means.
  var differenceSection: Section {
    Section(id: "differences", title: "Beside the paper", blocks: differenceBlocks)
  }

  private var differenceBlocks: [Block] {
    guard !measured.isEmpty else {
      return [.paragraph("Nothing was measured yet, so nothing can be compared.")]
    }
    guard !report.data.isSynthetic else {
      return [
        .paragraph(
          "The images are drawn by Lentigo, so how well a classifier does on them says nothing about "
            + "the paper's figures; only sizes and times can be held beside each other.")
      ]
    }
    return [
      .paragraph(circumstances),
      .entries(measured.map { Block.Fact(name: $0.row.name, value: sentences(on: $0)) }),
      .note(
        "The paper's AUC carries Hanley and McNeil's standard error for "
          + "\(PublishedTest.malignant) malignant and \(PublishedTest.benign.grouped) benign images, "
          + "ours DeLong's; p is of the difference between the two. The paper does not say how large the "
          + "files were that it timed."),
      .table(precisionTable),
      .note(
        "Precision falls with the share of malignant images at equal recall and specificity, so only "
          + "the middle columns may be held beside each other."),
    ]
  }

  private var circumstances: String {
    let times = (testPrevalence ?? 0) / PublishedTest.prevalence
    return "The paper tested on \(PublishedTest.images.grouped) images with "
      + "\(PublishedTest.malignant) malignant (\(PublishedTest.share)), this run on "
      + "\(testCount.grouped) with \(testMalignant.grouped) "
      + "(\(Notation.percent(testPrevalence))"
      + (times > 0 ? ", \(Notation.measured(times)) times the share" : "") + "). "
      + "AUC, recall and specificity do not depend on the share in the test; precision, accuracy, F1 "
      + "and average precision do. Where 0.5 lies among the scores is up to the loss and to the share "
      + "of malignant images in training: the paper does not give its class weights, so recall and "
      + "specificity at 0.5 can differ from the paper's with the very same ranking."
  }

  private func sentences(on one: Measured) -> String {
    [area(one), rates(one), time(one.row)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// How far a network's AUC lies above the paper's, and the two-sided probability of that by chance;
  /// nil where there is nothing to test with.
  static func fromPaper(_ one: Measured) -> (difference: Double, p: Double)? {
    let paper = one.row.paper.auc
    guard one.isNetwork, let auc = one.summary.auc, let variance = one.scored.deLongVariance,
      let error = PublishedTest.standardError(ofArea: paper),
      case let both = (variance + error * error).squareRoot(), both > 0
    else { return nil }
    return (auc - paper, StandardNormal.twoSidedTail((auc - paper) / both))
  }

  private func area(_ one: Measured) -> String {
    let paper = one.row.paper.auc
    let printed = Notation.published(paper)
    guard let own = one.summary.aucInterval else {
      return "AUC \(Notation.share(one.summary.auc)) without an interval; the paper has \(printed)."
    }
    guard one.isNetwork else {
      return "AUC \(Self.area(one.summary)); the paper's \(printed) lies "
        + "\(own.contains(paper) ? "inside" : "outside"). The paper's row does not agree with the "
        + "test that its networks had (see 'The paper's figures beside each other'), so its own "
        + "uncertainty is not known and nothing is tested."
    }
    guard let (difference, p) = Self.fromPaper(one) else {
      return "AUC \(Self.area(one.summary)); the paper has \(printed)."
    }
    let words =
      "AUC \(Self.area(one.summary)), \(Notation.signed(difference)) from the paper's \(printed) "
      + "(p \(p < 0.0005 ? "" : "= ")\(Notation.share(p)))"
    return p < 0.05
      ? "\(words): more than the choice of test images explains. Training and test images are "
        + "others, and so may be parts of the recipe."
      : "\(words): no difference can be claimed."
  }

  private func rates(_ one: Measured) -> String {
    let half = one.summary.atHalf
    guard let recall = half.confusionMatrix.proportion(.sensitivity),
      let recallInterval = half.interval(of: .sensitivity), let found = recall.value,
      let cleared = half.confusionMatrix.specificity,
      let clearedInterval = half.interval(of: .specificity)
    else { return "" }
    let paper = one.row.paper
    let words =
      "Recall at 0.5 is \(Notation.share(found)) (\(recall.count) of \(recall.total)), "
      + Self.place(of: paper.recall, in: recallInterval, value: found) + "; specificity is "
      + "\(Notation.share(cleared)), "
      + Self.place(of: paper.specificity, in: clearedInterval, value: cleared) + "."
    let differs = [
      recallInterval.contains(paper.recall), clearedInterval.contains(paper.specificity),
    ].contains(false)
    guard differs else { return words }
    if (found > paper.recall) == (cleared < paper.specificity) {
      return words + " One is larger and the other smaller: the scores lie "
        + "\(found > paper.recall ? "higher" : "lower") beside 0.5, which alone makes no ranking better "
        + "or worse."
    }
    return words + " Both are \(found > paper.recall ? "larger" : "smaller"), which a shift of the "
      + "scores beside the threshold alone cannot do."
  }

  private static func place(
    of paper: Double, in interval: ConfidenceInterval, value: Double
  ) -> String {
    let printed = Notation.published(paper)
    return interval.contains(paper)
      ? "and the paper's \(printed) lies inside \(Notation.interval(interval))"
      : "\(value > paper ? "above" : "below") the paper's \(printed), which lies outside "
        + Notation.interval(interval)
  }

  private func time(_ row: PaperReport.ClassifierRow) -> String {
    guard let timing = row.timing, let seconds = row.paper.inferenceSeconds else { return "" }
    let own = timing.millisecondsPerImage
    let paper = seconds * 1000 / Double(PublishedTest.images)
    let factor = own < paper ? paper / own : own / paper
    return "An image takes \(Notation.measured(own)) ms on "
      + "\(Notation.count(timing.cores, "core", "cores")), decoding included, against "
      + "\(Notation.measured(paper)) ms on the paper's \(PublishedTest.accelerator): "
      + "\(Notation.measured(factor)) times \(own < paper ? "faster" : "slower")."
  }

  private var precisionTable: Table {
    Table(
      caption: "Precision at 0.5, carried to the paper's share of malignant images",
      head: [
        "Model", "Here, \(Notation.percent(testPrevalence)) malignant",
        "Here, carried to \(PublishedTest.share)", "Paper, from its recall and specificity",
        "Paper, as printed",
      ],
      textColumns: 1,
      rows: measured.map { one in
        let matrix = one.summary.atHalf.confusionMatrix
        let paper = one.row.paper
        var carried: Double?
        if let recall = matrix.recall, let specificity = matrix.specificity {
          carried = PublishedTest.precision(
            recall: recall, specificity: specificity, prevalence: PublishedTest.prevalence)
        }
        let implied = PublishedTest.precision(
          recall: paper.recall, specificity: paper.specificity,
          prevalence: PublishedTest.prevalence)
        // The paper's baseline does not come from that test, so nothing follows from its share.
        return [
          one.row.name, Notation.share(matrix.precision), Notation.share(carried),
          one.isNetwork ? Notation.share(implied) : Self.none,
          Notation.published(paper.precision),
        ]
      })
  }
}
