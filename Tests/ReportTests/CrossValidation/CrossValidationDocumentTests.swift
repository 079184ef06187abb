import Evaluation
import Foundation
import LesionImage
import Report
import Testing

@Suite struct CrossValidationDocumentTests {
  private func folds(seed: UInt64, count: Int = 2) throws -> [FoldScores] {
    try (0..<count).map { fold in
      try FoldScores(
        fold: fold, scored: Samples.drawn(200, positives: 0.3, seed: seed + UInt64(fold)),
        patients: (0..<200).map { "f\(fold)p\($0 / 2)" },
        strata: (0..<200).map { $0 % 2 == 0 ? "one" : "two" }, threshold: 0.5)
    }
  }

  private func recipe(_ name: String, _ folds: [FoldScores]) throws
    -> CrossValidationReport.Recipe
  {
    .init(
      name: name, title: "trained by <\(name)>",
      summary: try CrossValidationSummary(
        folds, resamples: 100, using: SeededGenerator(seed: 0)),
      models: folds.map { fold in
        .init(
          fold: fold.fold, trainingImages: 400, bestEpoch: 3, trainingSeconds: 61.4,
          points: [
            ReachedPoint(
              name: "sensitivity-90", rule: "sensitivity at least 0.9", threshold: 0.2,
              chosenSensitivity: 0.9, chosenSpecificity: 0.5,
              reached: fold.scored.confusionMatrix(threshold: 0.2))
          ], unreadable: 0, seen: 0)
      })
  }

  private func report(_ change: (inout CrossValidationReport) -> Void = { _ in }) throws
    -> CrossValidationReport
  {
    let first = try folds(seed: 1)
    // The same images and labels under another model.
    let second = try first.map { fold in
      try FoldScores(
        fold: fold.fold,
        scored: ScoredLabels(
          scores: fold.scored.scores.map { ($0 * 7).rounded() / 7 }, labels: fold.scored.labels),
        patients: fold.patients, strata: fold.strata, threshold: 0.4)
    }
    var report = CrossValidationReport(
      data: "isic_2020", foldsName: "folds.csv", folds: [0, 1], additions: ["ham10000"],
      stratum: "source", seed: 4, software: "lentigo 0", command: "lentigo crossvalidate …",
      recipes: [try recipe("paper", first), try recipe("finetune", second)],
      comparisons: [
        .init(
          recipe: "finetune", reference: "paper",
          comparison: try CrossValidationComparison(
            second, first, resamples: 100, using: SeededGenerator(seed: 0)))
      ],
      foreignTests: [
        .init(
          recipe: "paper", data: "elsewhere",
          summaries: try first.map {
            try EvaluationSummary($0.scored, operatingThreshold: 0.5)
          }, folds: [0, 1])
      ])
    change(&report)
    return report
  }

  @Test func pageAndMarkdownHoldTheSameFigures() throws {
    let report = try report()
    let files = Dictionary(
      uniqueKeysWithValues: try CrossValidationDocument(report).files().map { ($0.name, $0.text) })
    let html = try #require(files["report.html"])
    let elements = try SVGElements(parsing: html.replacing("<!DOCTYPE html>\n", with: ""))
    #expect(elements.count(of: "table") == 5)
    #expect(Set(elements.references).isSubset(of: Set(elements.identifiers)))
    #expect(html.contains("trained by &lt;paper&gt;"))
    let markdown = try #require(files["report.md"])
    let mean = try #require(report.recipes[0].summary.means[.auc]?.value)
    let shown = String(format: "%.3f", mean)
    #expect(html.contains(shown) && markdown.contains(shown))
    let text = CrossValidationDocument(report).text
    #expect(text.contains(shown))
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    #expect(markdown.contains("ham10000") && !markdown.contains("Not every fold is done"))
  }

  @Test func jsonHasWhatScriptsNeed() throws {
    let json = try JSONSerialization.jsonObject(with: Data(try report().jsonText().utf8))
    let object = try #require(json as? [String: Any])
    let recipes = try #require(object["recipes"] as? [[String: Any]])
    let summary = try #require(recipes.first?["summary"] as? [String: Any])
    let means = try #require(summary["means"] as? [String: Any])
    #expect(Set(means.keys) == ["auc", "sensitivityAtSpecificity90", "aucWithinStrata"])
    let comparisons = try #require(object["comparisons"] as? [[String: Any]])
    #expect(comparisons.first?["reference"] as? String == "paper")
  }

  @Test func unfinishedFoldsAreSaid() throws {
    let report = try report { $0.folds = [0, 1, 2] }
    #expect(!report.isComplete)
    let markdown = try #require(
      try CrossValidationDocument(report).files().first { $0.name == "report.md" }?.text)
    #expect(markdown.contains("Not every fold is done"))
    #expect(CrossValidationDocument(report).text.contains("2 of 3"))
  }

  @Test func withoutStrataNothingIsSaidOfThem() throws {
    let report = try report { $0.stratum = nil }
    #expect(!CrossValidationDocument(report).text.lowercased().contains("within"))
  }

  @Test func aModelHasALine() throws {
    let report = try report()
    let row = try #require(report.row("finetune", fold: 1))
    let line = CrossValidationDocument.line(row)
    #expect(line.hasPrefix("finetune, fold 1: AUC ") && line.contains("within 0."))
    #expect(report.row("finetune", fold: 2) == nil && report.row("other", fold: 0) == nil)
  }
}
