extension PaperFindings {
  /// The report in one paragraph, written from its figures.
  var summary: String {
    [scope, best, realDifferences, besidePaper, baseline, absent, failed].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private var scope: String {
    let images =
      "\(testCount.grouped) test images (\(testMalignant.grouped) malignant"
      + (testPrevalence.map { ", \(Notation.percent($0))" } ?? "") + ")"
    guard !networks.isEmpty else {
      return "No network could be measured on the \(images) of \(dataName) yet."
    }
    let count = Notation.word(networks.count)
    return "\(count.prefix(1).uppercased())\(count.dropFirst()) of the paper's "
      + "\(Notation.word(PublishedTest.networks.count)) networks "
      + "\(networks.count == 1 ? "was" : "were") trained as the settings below say and measured on "
      + "\(images) of \(dataName)."
      + (report.data.isSynthetic
        ? " The images are drawn by Lentigo: no figure here says anything about skin." : "")
  }

  private var best: String {
    let ranked = networks.filter { $0.summary.auc != nil }
      .sorted { ($0.summary.auc ?? 0) > ($1.summary.auc ?? 0) }
    guard let first = ranked.first else { return "" }
    let area = Self.area(first.summary)
    guard ranked.count > 1 else { return "\(first.row.name) reaches an AUC of \(area)." }
    if first.row.identifier == PublishedTest.choice {
      return "\(first.row.name), the paper's choice, has the largest AUC of the networks, \(area)."
    }
    let largest = "\(first.row.name) has the largest AUC of the networks, \(area)"
    guard let choice = ranked.first(where: { $0.row.identifier == PublishedTest.choice }) else {
      return "\(largest)."
    }
    return "\(largest); \(choice.row.name), the paper's choice, reaches "
      + "\(Self.area(choice.summary))."
  }

  private var realDifferences: String {
    guard !comparisons.isEmpty else { return "" }
    let real = comparisons.filter(\.isReal)
    let pairs =
      "\(Notation.word(comparisons.count)) paired "
      + (comparisons.count == 1 ? "comparison" : "comparisons")
    if real.isEmpty {
      return "In \(pairs) no difference in AUC is larger than chance explains, so the order of the "
        + "classifiers is not settled by these data."
    }
    let words = real.map { pair in
      let isFirst = pair.auc.difference > 0
      return "\(isFirst ? pair.first : pair.second) over \(isFirst ? pair.second : pair.first)"
    }
    let verb =
      real.count == 1 ? "one difference is" : "\(Notation.word(real.count)) differences are"
    return "Of \(pairs), \(verb) larger than chance explains: \(Notation.list(words))."
  }

  private var besidePaper: String {
    guard !report.data.isSynthetic else { return "" }
    var alike: [String] = []
    var other: [String] = []
    for one in networks {
      guard let (difference, p) = Self.fromPaper(one) else { continue }
      if p < 0.05 {
        other.append("\(one.row.name) (\(difference > 0 ? "higher" : "lower") here)")
      } else {
        alike.append(one.row.name)
      }
    }
    var sentences: [String] = []
    if !alike.isEmpty {
      sentences.append(
        "Within both uncertainties the AUC of \(Notation.list(alike)) cannot be told from the one "
          + "that the paper prints.")
    }
    if !other.isEmpty {
      sentences.append(
        "By more than chance explains, the AUC differs from the paper's for "
          + "\(Notation.list(other)).")
    }
    return sentences.joined(separator: " ")
  }

  private var baseline: String {
    guard let baseline = measured.first(where: { !$0.isNetwork }), baseline.summary.auc != nil
    else { return "" }
    let reached = "The radiomics baseline reaches \(Self.area(baseline.summary))"
    guard !report.data.isSynthetic else { return "\(reached)." }
    let paper = baseline.row.paper.auc
    let isAboveChance = baseline.summary.aucInterval.map { $0.lower > 0.5 } ?? false
    return paper < 0.5 && isAboveChance
      ? "\(reached): the paper's \(Notation.published(paper)), worse than chance, is no property of "
        + "the features."
      : "\(reached) (paper: \(Notation.published(paper)))."
  }

  private var absent: String {
    guard !missing.isEmpty else { return "" }
    let rows = missing.map { "\($0.name) (\($0.missing ?? "not measured"))" }
    return "Missing: \(Notation.list(rows))."
  }

  private var failed: String {
    guard !report.failures.isEmpty else { return "" }
    return "Could not be done: \(Notation.list(report.failures.map(\.stage))) (reasons under 'What "
      + "could not be done')."
  }
}
