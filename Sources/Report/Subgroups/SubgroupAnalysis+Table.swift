import Evaluation

extension SubgroupAnalysis {
  /// The groups, one a row, for a terminal; without a final line feed.
  public var text: String {
    (tables.map { $0.text(isRuled: true) } + [withinLines.joined(separator: "\n")])
      .joined(separator: "\n\n")
  }

  /// How well the model ranks in each group, and how well it decides there: two tables, since one of
  /// both is wider than a terminal. One row a group; small groups carry an asterisk.
  var tables: [Table] {
    let byPatient = groups.contains { $0.patientCount != nil }
    let names = groups.map { ($0.name ?? "not known") + ($0.isSmall ? " *" : "") }
    let ranking = Table(
      head: [
        "By \(property)", "Images", "Malignant", "AUC",
        "\(Notation.confidence(confidence)) interval",
      ] + (byPatient ? ["Patients redrawn"] : []), textColumns: 1,
      rows: zip(names, groups).map { name, group in
        [
          name, group.count.grouped, group.malignantCount.grouped, Notation.share(group.auc),
          Notation.interval(group.aucInterval),
        ] + (byPatient ? [Notation.interval(group.aucByPatient)] : [])
      })
    let deciding = Table(
      head: ["By \(property)", "Sensitivity", "Specificity", "Sens. at spec. 0.9"], textColumns: 1,
      rows: zip(names, groups).map { name, group in
        [
          name, Self.rate(.sensitivity, of: group), Self.rate(.specificity, of: group),
          Notation.share(group.sensitivityAtSpecificity90),
        ]
      })
    return [ranking, deciding]
  }

  /// How well the model ranks within the groups, in words.
  var withinSentence: String { withinLines.joined(separator: " ") }

  private var withinLines: [String] {
    let asterisk =
      groups.contains(where: \.isSmall)
      ? ["*: fewer than \(SubgroupSummary.smallClassCount) images of a class."] : []
    guard withinAUC != nil else {
      return ["AUC within \(property): undefined, since no group has both classes."] + asterisk
    }
    return [
      "AUC within \(property), where no image is compared with one of another group:",
      "\(Notation.estimate(withinAUC, withinAUCInterval)) over "
        + "\(Notation.count(withinPairCount, "pair", "pairs")); over all pairs it is "
        + "\(Notation.share(overallAUC)).",
    ] + asterisk
  }

  private static func rate(_ rate: ConfusionMatrix.Rate, of group: SubgroupSummary) -> String {
    let point = group.operatingPoint
    return Notation.estimate(
      point.confusionMatrix.proportion(rate)?.value, point.interval(of: rate))
  }
}
