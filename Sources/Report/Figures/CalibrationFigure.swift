import Evaluation

/// Risks beside what became of them: a reliability diagram.
public enum CalibrationFigure {
  private static let side = 340.0
  private static let origin: SIMD2<Double> = [66, 384]

  /// - Parameters:
  ///   - curve: Of a test.
  ///   - id: Names the figure within a page; letters, digits and hyphens.
  public static func drawing(
    _ curve: CalibrationCurve, id: String, confidence: Double = 0.95
  ) -> Drawing {
    let ticks = (0...5).map { (value: Double($0) / 5, label: Notation.tick($0)) }
    let frame = PlotFrame(
      origin: origin, size: [side, side], x: .init(lower: 0, upper: 1, ticks: ticks),
      y: .init(lower: 0, upper: 1, ticks: ticks))
    var builder = SVGBuilder()
    builder.text("Calibration", at: [origin.x, 27], class: "title")
    frame.draw(into: &builder)
    builder.line(
      from: frame.position([0, 0]), to: frame.position([1, 1]), class: "guide")
    builder.polyline(
      curve.bins.map { frame.position([$0.meanScore, $0.observed]) }, class: "curve c0")
    for bin in curve.bins {
      if let interval = bin.interval(confidence: confidence) {
        builder.whisker(
          from: frame.position([bin.meanScore, interval.lower]),
          to: frame.position([bin.meanScore, interval.upper]), class: "whisker c0")
      }
      builder.circle(
        at: frame.position([bin.meanScore, bin.observed]), radius: 4, class: "mark c0")
    }
    builder.text(
      "Risk that the model gives, mean of a bin", at: [origin.x + side / 2, origin.y + 38],
      anchor: .middle, class: "label")
    builder.text(
      "Share that is malignant", at: [20, origin.y - side / 2], anchor: .middle, class: "label",
      isVertical: true)
    let error = Notation.share(curve.expectedError)
    builder.text(
      "Expected calibration error \(error); dashed: a calibrated model", at: [20, origin.y + 66],
      class: "note")
    let bins = curve.bins.map {
      "risk \(Notation.share($0.meanScore)): \($0.malignant) of \($0.count) malignant"
    }
    return Drawing(
      id: id, title: "Calibration", summary: bins.joined(separator: "; "), width: 440,
      height: origin.y + 84, elements: builder.elements)
  }
}

extension Notation {
  /// The label of so many fifths.
  fileprivate static func tick(_ fifths: Int) -> String {
    fifths == 0 ? "0" : fifths == 5 ? "1" : "0.\(fifths * 2)"
  }
}
