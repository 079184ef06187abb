import Evaluation
import Foundation
import Report
import Testing

@Suite struct EvaluationReportTests {
  private func report(
    _ scored: ScoredLabels, title: String = "Test", details: [EvaluationReport.Detail] = []
  ) throws -> EvaluationReport {
    EvaluationReport(
      title: title, details: details,
      summary: try EvaluationSummary(scored, operatingThreshold: 0.4), scored: scored)
  }

  @Test func writesEveryFile() throws {
    let scored = try Samples.drawn(200, positives: 0.2)
    let report = try report(scored)
    let files = try report.files()
    #expect(
      files.map(\.name) == [
        "report.html", "report.md", "evaluation.json", "roc.svg", "precision-recall.svg",
        "roc.csv", "precision-recall.csv", "calibration.svg", "calibration.csv",
      ])
    #expect(files.allSatisfy { $0.text.hasSuffix("\n") })
    let summary = try JSONDecoder().decode(
      EvaluationSummary.self, from: Data(files[2].text.utf8))
    #expect(summary == report.summary)
    #expect(try report.files() == files)
  }

  @Test func undefinedFiguresMakeAReportToo() throws {
    for scored in [try Samples.make([], ""), try Samples.make([0.1, 0.9], "00")] {
      for file in try report(scored).files() where file.name.hasPrefix("report") {
        #expect(file.text.contains("undefined"))
        #expect(!file.text.contains(/\b(nan|inf)\b/))
      }
    }
  }

  @Test func textFromOutsideStaysText() throws {
    let report = try report(
      try Samples.drawn(20, positives: 0.5), title: "<script>alert(1)</script> | *a*\nb",
      details: [EvaluationReport.Detail("Model", "a&b|c`d`.safetensors")])
    let html = report.html()
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("a&amp;b|c`d`.safetensors"))
    let markdown = report.markdown()
    #expect(
      markdown.hasPrefix("# \\<script\\>alert(1)\\</script\\> \\| \\*a\\* b\n"))
    #expect(markdown.contains("- Model: a\\&b\\|c\\`d\\`.safetensors"))
  }

  @Test func thePageStandsAlone() throws {
    let html = try report(try Samples.drawn(100, positives: 0.3)).html()
    let rest = html.replacingOccurrences(of: "xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    #expect(!rest.contains("://"))
    #expect(!rest.contains("<link"))
    #expect(!rest.contains("src="))
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
  }

  @Test func pageAndTextShowTheSameFigures() throws {
    let report = try report(try Samples.drawn(300, positives: 0.3))
    let html = report.html().replacingOccurrences(of: "\u{A0}", with: " ")
    let markdown = report.markdown().replacingOccurrences(of: "\\", with: "")
    for line in report.summary.text.split(separator: "\n") {
      let cells = line.split(separator: /\ {2,}/).map(String.init)
      for cell in cells where !cell.hasPrefix("---") {
        #expect(html.contains(cell), "\(cell)")
        #expect(markdown.contains(cell), "\(cell)")
      }
    }
  }

  @Test func pointsReadBackAsTheCurve() throws {
    let scored = try Samples.drawn(80, positives: 0.4)
    let rows = CurveCSV.roc(scored.rocCurve).split(separator: "\n").dropFirst()
    let points = rows.map { $0.split(separator: ",").compactMap { Double($0) } }.map {
      ROCPoint(threshold: $0[0], falsePositiveRate: $0[1], truePositiveRate: $0[2])
    }
    #expect(points == scored.rocCurve)
    #expect(CurveCSV.precisionRecall(scored.precisionRecallCurve).hasPrefix("threshold,precision"))
    let curve = CalibrationCurve(bins: [.init(count: 12, malignant: 3, meanScore: 0.5)])
    let calibration = CurveCSV.calibration(curve).split(separator: "\n")
    #expect(calibration.count == 2)
    #expect(calibration[1].hasPrefix("0.5,0.25,0.") && calibration[1].hasSuffix(",12,3"))
    #expect(CurveCSV.roc([]) == "threshold,false_positive_rate,true_positive_rate\n")
  }
}
