import Evaluation
import Foundation
import LesionImage
import Report
import Testing

@Suite struct SubgroupTableTests {
  private func analysis(_ names: (Int) -> String?) throws -> SubgroupAnalysis {
    let scored = try Samples.drawn(300, positives: 0.3)
    return try SubgroupAnalysis(
      scored, by: "site", names: (0..<300).map(names), patients: (0..<300).map { "p\($0 / 2)" },
      threshold: 0.5, resamples: 100, using: SeededGenerator(seed: 0))
  }

  @Test func textHasARowAGroupAndTheAreaWithin() throws {
    let analysis = try analysis { $0 % 10 == 0 ? nil : $0 % 3 == 0 ? "torso" : "arm | leg" }
    let lines = analysis.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("By site") && lines[0].contains("Patients redrawn"))
    #expect(lines.contains { $0.hasPrefix("arm | leg  ") })
    #expect(lines.contains { $0.hasPrefix("not known *") })
    #expect(lines.contains { $0.hasPrefix("AUC within site") })
    #expect(lines.contains { $0.contains("over all pairs it is") })
    #expect(lines.last == "*: fewer than 20 images of a class.")
  }

  /// The longest name in the data sets that we know.
  @Test func fitsATerminal() throws {
    let analysis = try analysis { $0 % 10 == 0 ? nil : "atypical melanocytic proliferation" }
    for line in analysis.text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test func undefinedIsSaid() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    let names = scored.labels.map { $0 ? "melanoma" : "nevus" }
    let analysis = try SubgroupAnalysis(
      scored, by: "diagnosis", names: names, patients: nil, threshold: 0.5, resamples: 100,
      using: SeededGenerator(seed: 0))
    #expect(analysis.text.contains("undefined, since no group has both classes"))
    #expect(!analysis.text.contains("Patients redrawn"))
    // No number that is none; "malignant" has the letters too.
    #expect(!analysis.text.contains(" nan") && !analysis.text.contains("[nan"))
  }

  @Test func reportShowsTheGroupsEverywhere() throws {
    let scored = try Samples.drawn(300, positives: 0.3)
    let report = EvaluationReport(
      title: "t", details: [], summary: try EvaluationSummary(scored, operatingThreshold: 0.5),
      scored: scored, subgroups: [try analysis { $0 % 3 == 0 ? "torso" : "<arm>" }])
    let files = Dictionary(uniqueKeysWithValues: try report.files().map { ($0.name, $0.text) })
    #expect(files["report.html"]?.contains("&lt;arm&gt;") == true)
    _ = try SVGElements(parsing: page(try #require(files["report.html"])))
    #expect(files["report.md"]?.contains("AUC within site") == true)
    let json = try JSONSerialization.jsonObject(
      with: Data(try #require(files["subgroups.json"]).utf8))
    #expect((json as? [[String: Any]])?.first?["property"] as? String == "site")
    let plain = EvaluationReport(
      title: "t", details: [], summary: report.summary, scored: scored)
    #expect(try plain.files().allSatisfy { $0.name != "subgroups.json" })
  }

  private func page(_ html: String) -> String { html.replacing("<!DOCTYPE html>\n", with: "") }
}
