import Evaluation
import Foundation
import Report
import Testing

@Suite struct FigureTests {
  static func series() throws -> [ScoredSeries] {
    [
      ScoredSeries(
        name: "MobileNetV3Small", scored: try Samples.drawn(600, positives: 0.16),
        operatingThreshold: 0.4),
      ScoredSeries(name: "perfect", scored: try Samples.make([0, 0, 1, 1], "0011")),
      ScoredSeries(
        name: "no melanoma", scored: try Samples.make([0, 1], "00"), operatingThreshold: 0.5),
      ScoredSeries(
        name: "<b>&\"'\u{7}\u{FFFF} \u{1F9D1}\u{200D}\u{2695}",
        scored: try Samples.drawn(50, positives: 0.5)),
      ScoredSeries(
        name: String(repeating: "long", count: 50), scored: try Samples.drawn(50, positives: 0.5)),
      ScoredSeries(name: "six", scored: try Samples.drawn(50, positives: 0.5)),
      ScoredSeries(name: "seven", scored: try Samples.drawn(50, positives: 0.5)),
    ]
  }

  @Test func areWellFormed() throws {
    for series in [try Self.series(), []] {
      for svg in [CurveFigure.roc(series).svg, CurveFigure.precisionRecall(series).svg] {
        let elements = try SVGElements(parsing: svg)
        #expect(elements.root == "svg")
        #expect(elements.count(of: "script") == 0)
        #expect(elements.count(of: "title") == 1)
        #expect(elements.count(of: "desc") == 1)
      }
    }
  }

  @Test func referToNothingOutside() throws {
    for svg in [
      CurveFigure.roc(try Self.series()).svg, CurveFigure.precisionRecall(try Self.series()).svg,
    ] {
      let rest = svg.replacingOccurrences(of: "xmlns=\"http://www.w3.org/2000/svg\"", with: "")
      #expect(!rest.contains("://"))
      #expect(!rest.contains("url("))
      #expect(svg.contains("prefers-color-scheme: dark"))
    }
  }

  @Test func theLegendHoldsTheAreaAndItsInterval() throws {
    let scored = try Samples.drawn(600, positives: 0.16)
    let area = String(format: "%.3f", try #require(scored.areaUnderROC))
    let interval = try #require(scored.deLongInterval(confidence: 0.9))
    let bounds = String(format: "[%.3f, %.3f] (90 %%)", interval.lower, interval.upper)
    let svg = CurveFigure.roc([ScoredSeries(name: "A", scored: scored)], confidence: 0.9).svg
    #expect(svg.contains("A: AUC \(area) \(bounds)"))
    #expect(CurveFigure.roc(try Self.series()).svg.contains("no melanoma: AUC undefined"))
  }

  @Test func undefinedCurvesAreNotDrawn() throws {
    let undefined = try Self.series()[2]
    for svg in [CurveFigure.roc([undefined]).svg, CurveFigure.precisionRecall([undefined]).svg] {
      let elements = try SVGElements(parsing: svg)
      #expect(elements.count(of: "polyline") == 0)
      #expect(elements.count(of: "circle") == 0)
    }
  }

  /// The square from (66, 404) to (426, 44) holds the unit square.
  @Test func curvesRunFromCornerToCorner() throws {
    let scored = try Samples.drawn(600, positives: 0.16)
    let points = try SVGElements(
      parsing: CurveFigure.roc([ScoredSeries(name: "A", scored: scored)]).svg
    )
    .polylines[0]
    #expect(points.first == [66, 404])
    #expect(points.last == [426, 44])
    #expect(zip(points, points.dropFirst()).allSatisfy { $0[0] <= $1[0] && $0[1] >= $1[1] })
  }

  @Test func theDrawnAreasAreTheFigures() throws {
    let scored = try Samples.drawn(600, positives: 0.16, steps: 40)
    let series = [ScoredSeries(name: "A", scored: scored)]
    for (svg, expected) in [
      (CurveFigure.roc(series).svg, scored.areaUnderROC),
      (CurveFigure.precisionRecall(series).svg, scored.averagePrecision),
    ] {
      let points = try SVGElements(parsing: svg).polylines[0]
      let area = zip(points, points.dropFirst()).reduce(0.0) {
        $0 + ($1.1[0] - $1.0[0]) * (404 - ($1.0[1] + $1.1[1]) / 2)
      }
      #expect(abs(area / (360 * 360) - (try #require(expected))) < 0.001)
    }
  }

  @Test func manySamplesMakeASmallFile() throws {
    let series = [ScoredSeries(name: "A", scored: try Samples.drawn(33_126, positives: 0.018))]
    #expect(CurveFigure.roc(series).svg.utf8.count < 40_000)
    #expect(CurveFigure.precisionRecall(series).svg.utf8.count < 40_000)
  }
}
