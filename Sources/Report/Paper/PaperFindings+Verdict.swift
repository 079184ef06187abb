import Evaluation

extension PaperFindings {
  /// Elements of the recipe that a run must lack to stand for the paper's first attempts.
  private static let elements: Set<String> = ["balance", "augmentation", "focus", "class-weights"]

  /// How much a row's AUC lies above the full recipe's; nil for the full recipe itself.
  static func gain(
    _ row: PaperReport.AblationRow, over full: PaperReport.AblationRow
  ) -> Double? {
    guard row.againstFull != nil, let own = row.summary.auc, let other = full.summary.auc else {
      return nil
    }
    return own - other
  }

  /// Whether the barest recipe always predicts the majority class, in words from its figures.
  static func verdict(
    full: PaperReport.AblationRow, others: [PaperReport.AblationRow]
  ) -> String {
    guard let bare = others.first(where: { elements.isSubset(of: $0.without) }) else {
      return "The recipe without all of them at once has not been trained, so the claim cannot be "
        + "judged here."
    }
    let matrix = bare.summary.atHalf.confusionMatrix
    guard let recall = matrix.recall, let called = matrix.predictedPositiveShare,
      let prevalence = bare.summary.prevalence, let accuracy = matrix.accuracy
    else { return "The test images hold one class only, so the claim cannot be judged here." }
    let figures =
      "In the run '\(bare.name)', \(matrix.predictedPositives.grouped) of "
      + "\(matrix.count.grouped) images are called malignant at 0.5 (\(Notation.percent(called)), while "
      + "\(Notation.percent(prevalence)) are), with a recall of \(Notation.share(recall)) and an accuracy "
      + "of \(Notation.share(accuracy)); calling everything benign would have "
      + "\(Notation.share(1 - prevalence))."
    let judgement: String
    if recall < 0.1, called < prevalence / 2 {
      judgement = "That is the majority class nearly always: what the paper describes is seen here"
    } else if called < prevalence / 2 {
      judgement =
        "That leans towards the majority class without always predicting it: what the paper "
        + "describes is seen in part"
    } else if called < prevalence {
      judgement =
        "Fewer images are called malignant than are, but the majority class is not always "
        + "predicted: what the paper describes is not seen here"
    } else {
      judgement =
        "At least as many images are called malignant as are: what the paper describes is not seen "
        + "here"
    }
    return [
      figures, judgement + imbalance(prevalence), ranking(of: bare, full: full),
    ].joined(separator: " ")
  }

  /// How far a verdict at this share of malignant images reaches: the end of a sentence.
  private static func imbalance(_ prevalence: Double) -> String {
    let times = prevalence / PublishedTest.prevalence
    if times > 1.5 {
      return ", where the imbalance is \(Notation.measured(times)) times milder than the paper's "
        + "(\(Notation.percent(prevalence)) malignant against \(PublishedTest.share)); nothing follows "
        + "for the paper's own share."
    }
    if times < 1 / 1.5 {
      return
        ", where fewer images are malignant (\(Notation.percent(prevalence))) than in the paper "
        + "(\(PublishedTest.share))."
    }
    return
      ", at about the paper's share of malignant images (\(Notation.percent(prevalence)) against "
      + "\(PublishedTest.share))."
  }

  /// Whether the ranking suffers too, as the paper says of its AUC.
  private static func ranking(
    of bare: PaperReport.AblationRow, full: PaperReport.AblationRow
  ) -> String {
    guard let gain = gain(bare, over: full), let p = bare.againstFull?.pValue else {
      return "Its AUC is \(area(bare.summary))."
    }
    let figures =
      "\(area(bare.summary)) against \(area(full.summary)), p \(p < 0.0005 ? "" : "= ")"
      + Notation.share(p)
    if p >= 0.05 {
      return
        "Its AUC is not shown to differ from the full recipe's (\(figures)), while the paper calls "
        + "its own \"very low\"."
    }
    return "Its AUC is \(gain < 0 ? "lower" : "higher") than the full recipe's (\(figures))."
  }

  /// Why a difference between the runs is not an element's effect alone.
  static func confounding(_ rows: [PaperReport.AblationRow]) -> String {
    let text =
      "The runs differ in more than the element that is left out: without focal loss or class "
      + "weights the gradient has another size at the same learning rate, and without oversampling an "
      + "epoch has fewer steps."
    let trained = rows.filter { !$0.epochs.isEmpty }
    let last = trained.count { $0.epochs.last?.isKept ?? false }
    guard last > 0 else { return text }
    return text
      + " In \(last) of \(Notation.count(trained.count, "run", "runs")) the last epoch is the best "
      + "(Figure 10), so they may not be trained to their end, and a run that takes larger steps is "
      + "ahead for that reason too."
  }
}
