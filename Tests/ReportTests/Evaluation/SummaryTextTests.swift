import Evaluation
import LesionImage
import Report
import Testing

@Suite struct SummaryTextTests {
  @Test func readsAsATable() throws {
    let scored = try Samples.make([0.9, 0.7, 0.6, 0.4, 0.3, 0.1], "110100")
    let summary = try EvaluationSummary(scored, operatingThreshold: 0.35)
    let expected = """
      6 images: 3 malignant (50.0 %), 3 benign

      Ranking and probability         Value  95 % interval
      ------------------------------  -----  --------------
      AUC                             0.889  [0.261, 0.995]
      Average precision               0.917
      Sensitivity at specificity 0.9  0.667
      Specificity at sensitivity 0.9  0.667
      Brier score (lower is better)   0.153
      Log loss (lower is better)      0.459

      Calibration                                 Value      95 % interval
      ------------------------------------------  ---------  ----------------
      Expected calibration error                  0.333
      The same without chance (root mean square)  undefined
      Slope (1: neither too sure nor too timid)   +1.505     [\u{2212}0.927, +3.937]
      In the large (0: risks right on the whole)  0.000      [\u{2212}1.886, +1.886]

      Decisions                  At 0.35 (operating point)  At 0.5
      -------------------------  -------------------------  ------------------------
      Sensitivity (recall)       1.000 [0.439, 1.000] 3/3   0.667 [0.208, 0.939] 2/3
      Specificity                0.667 [0.208, 0.939] 2/3   0.667 [0.208, 0.939] 2/3
      Precision                  0.750 [0.301, 0.954] 3/4   0.667 [0.208, 0.939] 2/3
      Negative predictive value  1.000 [0.342, 1.000] 2/2   0.667 [0.208, 0.939] 2/3
      Accuracy                   0.833 [0.436, 0.970] 5/6   0.667 [0.300, 0.903] 4/6
      Balanced accuracy          0.833                      0.667
      F1                         0.857                      0.667
      Called malignant           0.667 [0.300, 0.903] 4/6   0.500 [0.188, 0.812] 3/6

      Confusion matrix    Called malignant  Called benign
      ------------------  ----------------  -------------
      Malignant, at 0.35  3                 0
      Benign, at 0.35     1                 2
      Malignant, at 0.5   2                 1
      Benign, at 0.5      1                 2
      """
    #expect(summary.text == expected)
  }

  @Test func undefinedIsSpelledOut() throws {
    let summary = try EvaluationSummary(
      try Samples.make([0.9, 0.2], "00"), operatingThreshold: 0.35)
    let lines = summary.text.split(separator: "\n")
    for name in ["AUC", "Average precision", "Sensitivity (recall)", "Precision", "F1"] {
      let line = try #require(lines.first { $0.hasPrefix(name) })
      #expect(line.contains("undefined"), "\(line)")
      #expect(!line.dropFirst(name.count).contains("0.0"), "\(line)")
    }
    #expect(lines.first == "2 images: 0 malignant (0.0 %), 2 benign")
  }

  @Test func nothingAtAllIsSaidSo() throws {
    let summary = try EvaluationSummary(try Samples.make([], ""), operatingThreshold: 0.35)
    #expect(summary.text.hasPrefix("0 images: 0 malignant, 0 benign\n"))
  }

  @Test func roundingMakesNothingPerfect() throws {
    let labels = [Bool](repeating: true, count: 2500) + [Bool](repeating: false, count: 2500)
    var scores = labels.map { $0 ? 0.9 : 0.1 }
    scores[0] = 0.05
    let summary = try EvaluationSummary(
      try ScoredLabels(scores: scores, labels: labels), operatingThreshold: 0.5)
    let lines = summary.text.split(separator: "\n")
    let accuracy = try #require(lines.first { $0.hasPrefix("Accuracy") })
    #expect(accuracy.contains(">0.999 [0.999, >0.999] 4999/5000"))
    let specificity = try #require(lines.first { $0.hasPrefix("Specificity  ") })
    #expect(specificity.contains("1.000 ["))
  }

  @Test func fitsATerminal() throws {
    let scored = try Samples.drawn(33_126, positives: 0.02)
    var generator = SeededGenerator(seed: 1)
    let summary = try EvaluationSummary(
      scored, patients: scored.labels.map { _ in nil }, operatingThreshold: 1.0 / 3,
      offered: [
        OfferedPoint(
          name: "specificity-97.5", threshold: 0.012345,
          target: .init(.specificity, atLeast: 0.975), chosenSensitivity: 0.61,
          chosenSpecificity: 0.9751)
      ], resamples: 20, using: &generator)
    for line in summary.text.split(separator: "\n") {
      #expect(line.count <= 100)
      #expect(line.last != " ")
    }
  }
}
