import Evaluation
import Foundation
import Report
import Testing

/// The sentences that the report draws from its figures.
@Suite struct PaperFindingsTests {
  private func html(_ change: (inout PaperReport) throws -> Void) throws -> String {
    var report = try PaperReportFixture.report()
    try change(&report)
    return try PaperReportDocumentTests.text(
      "report.html", in: try PaperReportDocumentTests.files(report)
    ).replacingOccurrences(of: "\u{A0}", with: " ")
  }

  /// By hand: 54 of 117 found and .1064 * 6509 = 693 false alarms are a precision of .072, and so on;
  /// odds of .2593 / .7407 * .6058 / .3874 = .547 are a share of 35.4 %.
  @Test func thePapersColumnsAreWorkedThrough() throws {
    let html = try html { _ in }
    for words in [
      "117 is the smallest number of which all its networks' recalls are whole melanomas "
        + "(54, 32, 63 and 62)",
      "0.072 where 0.0841 is printed for MobileNetV3Small",
      "0.044 where 0.0467 is printed for VGG16",
      "35.4 % of the images are malignant", "turned round, the same scores give 0.6007",
      "known to about ±0.046", "<td class=\"number\">54 of 117</td><td class=\"number\">693</td>",
    ] {
      #expect(
        html.contains(words) || html.contains(words.replacing("'", with: "&#39;")), "\(words)")
    }
  }

  /// Whoever finds 80 % of malignant and clears 75 % of benign images has a precision of
  /// .8 * .01766 / (.8 * .01766 + .25 * .98234) = .0544 in the paper's test.
  @Test func precisionIsCarriedToThePapersShare() throws {
    let labels = [Bool](repeating: true, count: 200) + [Bool](repeating: false, count: 397)
    let scores =
      labels.indices.map { index in
        if index < 200 { return index % 5 == 0 ? 0.2 : 0.9 }
        return index % 4 == 0 ? 0.8 : 0.1
      }
    let scored = try ScoredLabels(scores: scores, labels: labels)
    let html = try html { report in
      report.data.testImages = labels.map { .init(name: "x", isMalignant: $0) }
      for index in report.classifiers.indices where report.classifiers[index].measurement != nil {
        report.classifiers[index].measurement?.scores = scores
        report.classifiers[index].measurement?.summary = try EvaluationSummary(
          scored, operatingThreshold: 0.5)
      }
    }
    #expect(html.contains("<td class=\"number\">0.054</td>"))
    #expect(html.contains("from the paper&#39;s 0.8284 (p"))
  }

  private func summary(recall: Double, called: Double) throws -> EvaluationSummary {
    let labels = (0..<600).map { $0 < 100 }
    let scores = labels.indices.map { index -> Double in
      index < 100
        ? (Double(index) < recall * 100 ? 0.9 : 0.3)
        : (Double(index - 100) < called * 500 ? 0.6 : Double(index % 7) / 20)
    }
    return try EvaluationSummary(
      try ScoredLabels(scores: scores, labels: labels), operatingThreshold: 0.5)
  }

  @Test(
    arguments: [
      (0.02, 0.0, "nearly always: what the paper describes is seen here"),
      (0.2, 0.01, "what the paper describes is seen in part"),
      (0.5, 0.05, "the majority class is not always predicted"),
      (0.8, 0.3, "At least as many images are called malignant as are"),
      (0.05, 0.3, "At least as many images are called malignant as are"),
    ])
  func theClaimOnTheMajorityClassIsJudged(
    recall: Double, called: Double, verdict: String
  ) throws {
    let html = try html { report in
      report.ablation[5].summary = try summary(recall: recall, called: called)
    }
    #expect(html.contains(verdict))
    #expect(html.contains("9.44 times milder than the paper&#39;s"))
  }

  @Test func theClaimNeedsTheRunWithoutAnyElement() throws {
    let html = try html { $0.ablation.removeLast() }
    #expect(html.contains("has not been trained, so the claim cannot be judged here"))
    #expect(!html.contains("times milder"))
  }

  @Test func chanceIsCalledChance() throws {
    let html = try html { report in
      let same = report.classifiers[1].measurement?.scores ?? []
      let scored = try ScoredLabels(
        scores: same, labels: report.data.testImages.map(\.isMalignant))
      let tie = try #require(try scored.comparingAUC(with: scored))
      report.comparisons = [
        .init(first: "mobilenet-v3-small", second: "vgg16", auc: tie)
      ]
    }
    #expect(html.contains("no difference in AUC is larger than chance explains"))
    #expect(html.contains("cannot be tested"))
    #expect(!html.contains("<td>real</td>"))
  }

  @Test func realDifferencesAreNamed() throws {
    let html = try html { _ in }
    #expect(
      html.contains("differences are larger than chance explains: MobileNetv3Small over VGG16"))
    #expect(html.matches(of: /<td>real<\/td>/).count == 2)
    #expect(html.matches(of: /<td>may be chance<\/td>/).count == 1)
  }
}
