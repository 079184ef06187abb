import Dataset
import Diagnosing
import Evaluation
import LesionImage
import Radiomics
import Report

/// What `radiomics` found, as text and as JSON.
struct RadiomicsOutput: Encodable {
  /// A variant on the test images.
  struct Variant: Encodable {
    let name: String
    let identifier: String
    let summary: EvaluationSummary
  }

  let data: String
  let split: String
  let seed: UInt64
  let seconds: Double
  let examples: Int
  let malignantExamples: Int
  let folds: Int
  let features: [FeatureGroup]
  let grid: [GridPoint]
  let unreadable: Int
  let variants: [Variant]

  /// - Parameter test: the images that `result.testImages` are.
  init(
    data: String, split: String, seed: UInt64, result: RadiomicsResult, test: [LesionRecord],
    duration: Duration
  ) throws {
    self.data = data
    self.split = split
    self.seed = seed
    seconds = duration / .seconds(1)
    examples = result.examples
    malignantExamples = result.malignantExamples
    folds = result.folds
    features = result.featureGroups
    grid = result.grid
    unreadable = result.unusable.count
    let labels = test.map(\.isMalignant)
    let patients = test.map(\.patientID)
    variants = try result.variants.map { variant in
      let scored = try ScoredLabels(scores: variant.scores, labels: labels)
      // One fixed seed: the same scores give the same intervals.
      var generator = SeededGenerator(seed: 0)
      let summary =
        patients.contains { $0 != nil }
        ? try EvaluationSummary(
          scored, patients: patients, operatingThreshold: variant.threshold, using: &generator)
        : try EvaluationSummary(scored, operatingThreshold: variant.threshold)
      return Variant(name: variant.name, identifier: variant.identifier, summary: summary)
    }
  }

  /// For the terminal.
  var text: String {
    let kinds = features.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return """
      SVM on radiomics of \(data), split: \(split), seed \(seed)
        \(Numbers.grouped(examples)) examples (\(Numbers.grouped(malignantExamples)) malignant), \
      \(folds)-fold cross-validation
        \(kinds)

      \(gridText)

      \(testText)

      paper      one reading of the paper: no class weights, kernel and C chosen by accuracy, and
                 libsvm's decision value taken as it comes: positive for the first example's class.
                 It is one way to get below chance; none here gives the paper's recall and specificity
      sign       the same machine, with the score's sign put right
      balanced   class weights, kernel and C chosen by AUC, and the right sign
      (reported) the paper's Table 2. All of it turned over is recall .613, specificity .606, AUC .601;
                 and its precision needs 35 % malignant test images, where the data has 1.8 %.

      Took \(Numbers.duration(.seconds(seconds))). \(Diagnosis.disclaimer)
      """
  }

  /// The best few points of either half.
  private var gridText: String {
    var rows: [[String]] = []
    for balances in [false, true] {
      let half = grid.filter { $0.balancesClasses == balances }
      let ranked = half.sorted { a, b in
        if a.isChosen != b.isChosen { return a.isChosen }
        return balances ? a.auc > b.auc : a.accuracy > b.accuracy
      }
      for point in ranked.prefix(3) {
        rows.append([
          point.kernel, "\(point.c)", balances ? "balanced" : "none",
          Numbers.fixed(point.accuracy), Numbers.fixed(point.auc),
          point.isChosen ? (balances ? "chosen by AUC" : "chosen by accuracy") : "",
        ])
      }
    }
    return "The best of \(grid.count) points of the grid, means over the folds\n"
      + Table(
        head: ["kernel", "C", "class weights", "accuracy", "AUC", ""], textColumns: 1, rows: rows
      ).text(isRuled: false)
  }

  private var testText: String {
    var rows: [[String]] = []
    for variant in variants {
      let matrix = variant.summary.operatingPoint.confusionMatrix
      let interval = variant.summary.aucInterval.map {
        "\(Numbers.fixed($0.lower))-\(Numbers.fixed($0.upper))"
      }
      rows.append([
        variant.identifier, Numbers.fixed(variant.summary.auc), interval ?? "undefined",
        Numbers.fixed(matrix.recall), Numbers.fixed(matrix.specificity),
        Numbers.fixed(matrix.precision),
      ])
    }
    rows.append(["(reported)", "0.399", "", "0.387", "0.394", "0.259"])
    let summary = variants.first?.summary
    return "On \(Numbers.grouped(summary?.count ?? 0)) test images "
      + "(\(Numbers.grouped(summary?.malignantCount ?? 0)) malignant)\n"
      + Table(
        head: ["", "AUC", "95 %", "recall", "specificity", "precision"], textColumns: 1, rows: rows
      ).text(isRuled: false)
  }
}
