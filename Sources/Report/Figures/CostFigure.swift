import Evaluation

/// What a network costs beside how well it ranks: time to the right, AUC upwards, and parameters as
/// the area of a ball.
struct CostFigure {
  struct Ball {
    let name: String
    let milliseconds: Double
    let parameters: Int
    let auc: Double
    let interval: ConfidenceInterval?
  }

  let balls: [Ball]

  func drawing() -> Drawing {
    let frame = PlotFrame(
      origin: [62, 330], size: [376, 262],
      x: .logarithmic(around: balls.flatMap { [$0.milliseconds * 0.6, $0.milliseconds * 1.8] }),
      y: .around(
        balls.flatMap {
          // Room for the names.
          [($0.interval?.lower ?? $0.auc) - 0.03, ($0.interval?.upper ?? $0.auc) + 0.02]
        }, limits: 0...1))
    var builder = SVGBuilder()
    builder.text("Time, size and AUC", at: [62, 27], class: "title")
    frame.draw(into: &builder)
    let largest = Double(balls.map(\.parameters).max() ?? 1)
    for (index, ball) in balls.enumerated() {
      let center = frame.position([ball.milliseconds, ball.auc])
      let name = "c\(index % FigureStyle.colorCount)"
      let radius = max(5, 30 * (Double(ball.parameters) / max(1, largest)).squareRoot())
      builder.circle(at: center, radius: radius, class: "ball \(name)")
      if let interval = ball.interval {
        builder.whisker(
          from: frame.position([ball.milliseconds, interval.lower]),
          to: frame.position([ball.milliseconds, interval.upper]), class: "whisker \(name)")
      }
      builder.circle(at: center, radius: 3, class: "mark \(name)")
    }
    // Names last, so that no ball lies over them; above and below by turns, so that neighbours'
    // names keep apart.
    for (index, ball) in balls.sorted(by: { $0.milliseconds < $1.milliseconds }).enumerated() {
      let isAbove = index % 2 == 0
      let end = isAbove ? ball.interval?.upper : ball.interval?.lower
      let center = frame.position([ball.milliseconds, end ?? ball.auc])
      let y = center.y + (isAbove ? -23 : 18)
      let x = min(max(center.x, 124), 392)
      builder.text(ball.name, at: [x, y], anchor: .middle, class: "name small")
      builder.text(
        "\(Notation.scaled(ball.parameters)) parameters", at: [x, y + 15], anchor: .middle,
        class: "note")
    }
    builder.text(
      "milliseconds for one image, network alone, one core", at: [250, 368], anchor: .middle,
      class: "label")
    builder.text("AUC", at: [18, 199], anchor: .middle, class: "label", isVertical: true)
    let summary = balls.map {
      "\($0.name): \(Notation.measured($0.milliseconds)) ms, \($0.parameters.grouped) parameters, "
        + "AUC \(Notation.share($0.auc)) \(Notation.interval($0.interval))"
    }
    return Drawing(
      id: "cost", title: "Time, size and AUC of the networks",
      summary: summary.joined(separator: "; "), width: 460, height: 382,
      elements: builder.elements)
  }
}
