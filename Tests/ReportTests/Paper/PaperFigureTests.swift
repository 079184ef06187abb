import Foundation
import NeuralNetwork
import Report
import Testing

/// What the drawings of the reproduction show, read off their elements.
@Suite struct PaperFigureTests {
  private func drawing(_ name: String) throws -> String {
    try PaperReportDocumentTests.text(
      "figures/\(name).svg", in: try PaperReportDocumentTests.files())
  }

  /// A box for each layer but the additions, which are circles with a cross.
  @Test func theNetworkIsDrawnFromItsLayers() throws {
    let layers = Network.classifier(.mobileNetV3Small, origin: .torchvision).layers
    var additions = 0
    var depthwise = 0
    for layer in layers {
      if case .add = layer.operation { additions += 1 }
      if case .depthwiseConvolution = layer.operation { depthwise += 1 }
    }
    let svg = try drawing("figure-4")
    let swatches = 5
    #expect(svg.ranges(of: "<rect class=\"box ").count == layers.count - additions + swatches)
    #expect(svg.ranges(of: "<circle class=\"shortcut\"").count == additions)
    #expect(svg.ranges(of: "<line class=\"slice ").count == 2 * (depthwise + 1))
    for text in ["224×224×3", "112×112×16", "7×7×576", "3×3×576", "5,184", "hard-swish", "5×5 /2"] {
      #expect(svg.contains(">\(text)</text>"), "\(text)")
    }
  }

  @Test func everyCurveCarriesItsUncertainty() throws {
    let svg = try drawing("figure-5")
    #expect(svg.ranges(of: "<polyline class=\"curve ").count == 4)
    // Two whiskers of three strokes each a curve.
    #expect(svg.ranges(of: "<line class=\"whisker ").count == 4 * 6)
    #expect(svg.matches(of: /AUC 0\.\d{3} \[0\.\d{3}, 0\.\d{3}\] \(95 %\)<\/text>/).count == 4)
  }

  @Test func everyTrainingHasItsCurvesAndItsKeptEpoch() throws {
    let svg = try drawing("figure-learning")
    #expect(svg.ranges(of: "<polyline class=\"curve ").count == 6)
    // Both panels of three networks, and the legend.
    #expect(svg.ranges(of: "<circle class=\"mark ").count == 7)
    #expect(svg.contains("EfficientNetv2B0: training loss"))
  }

  @Test func theGridShowsEveryPointAndFramesTheChosen() throws {
    let svg = try drawing("figure-grid")
    #expect(svg.ranges(of: "<rect class=\"heat\"").count == 40)
    #expect(svg.ranges(of: "<rect class=\"chosen\"").count == 2)
  }

  @Test func everyAblationHasThreeRates() throws {
    let svg = try drawing("figure-ablation")
    #expect(svg.ranges(of: "<circle class=\"mark ").count == 6 * 3 + 3)
    #expect(svg.contains("without class weights: AUC 0."))
  }

  @Test func costsAreDrawnForNetworksThatWereMeasured() throws {
    let svg = try drawing("figure-cost")
    #expect(svg.ranges(of: "<circle class=\"ball ").count == 3)
    #expect(!svg.contains("ResNet50"))
  }

  /// Nothing lies outside the drawing: every coordinate of a text, and a cautious guess at its width.
  @Test(
    arguments: [
      "figure-2", "figure-4", "figure-5", "figure-cost", "figure-grid", "figure-ablation",
      "figure-learning", "figure-ablation-learning",
    ])
  func noTextLeavesTheDrawing(name: String) throws {
    let svg = try drawing(name)
    let height = try #require(
      svg.firstMatch(of: /viewBox="0 0 460 (\d+)"/).flatMap { Double($0.output.1) })
    let pattern = /<text class="[^"]*" x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]*)</
    let texts = svg.matches(of: pattern)
    #expect(texts.count > 6)
    for text in texts {
      let x = Double(text.output.1) ?? -1
      let width = Double(text.output.4.count) * 5.6
      let left = text.output.3 == "end" ? x - width : text.output.3 == "middle" ? x - width / 2 : x
      #expect(left >= 0 && left + width <= 462, "\(text.output.4) from \(left)")
      #expect((10...height).contains(Double(text.output.2) ?? -1), "\(text.output.4)")
    }
  }
}
