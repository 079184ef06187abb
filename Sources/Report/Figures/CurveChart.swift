/// A square chart of curves over 0 ... 1 on both axes, with a legend below.
struct CurveChart {
  struct Curve {
    let name: String
    /// The legend's second part, such as the area with its interval.
    let figure: String
    /// From left to right in shares; empty where the curve is undefined.
    let points: [SIMD2<Double>]
    /// The operating point and what the legend says about it.
    let mark: (point: SIMD2<Double>, note: String)?
    /// How far the mark may lie off to the left, right, below and above, in shares; nil for unknown.
    var uncertainty: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  }

  /// A dashed line for comparison.
  struct Guide {
    let name: String
    let from: SIMD2<Double>
    let to: SIMD2<Double>
  }

  /// Names the chart within a page; letters and hyphens.
  let id: String
  let title: String
  let xLabel: String
  let yLabel: String
  let curves: [Curve]
  let guides: [Guide]

  private static let side = 360.0
  private static let width = 460.0
  private static let left = 66.0
  private static let legendLeft = 20.0
  private static let top = 44.0
  private static let rowHeight = 19.0
  private static var bottom: Double { top + side }

  func drawing() -> Drawing {
    var builder = SVGBuilder()
    drawFrame(into: &builder)
    for guide in guides {
      builder.line(from: Self.position(guide.from), to: Self.position(guide.to), class: "guide")
    }
    for (index, curve) in curves.enumerated() where !curve.points.isEmpty {
      builder.polyline(
        Self.thinned(curve.points.map(Self.position)), class: "curve \(FigureStyle.series(index))")
    }
    for (index, curve) in curves.enumerated() {
      guard let mark = curve.mark else { continue }
      if let (x, y) = curve.uncertainty {
        let name = "whisker c\(index % FigureStyle.colorCount)"
        builder.whisker(
          from: Self.position([x.lowerBound, mark.point.y]),
          to: Self.position([x.upperBound, mark.point.y]), class: name)
        builder.whisker(
          from: Self.position([mark.point.x, y.lowerBound]),
          to: Self.position([mark.point.x, y.upperBound]), class: name)
      }
      builder.circle(
        at: Self.position(mark.point), radius: 4.5, class: "mark c\(index % FigureStyle.colorCount)"
      )
    }
    let height = drawLegend(into: &builder)
    let summary = curves.map { "\($0.name): \($0.figure)" }.joined(separator: "; ")
    return Drawing(
      id: id, title: title, summary: summary, width: Self.width, height: height,
      elements: builder.elements)
  }

  private func drawFrame(into builder: inout SVGBuilder) {
    builder.text(title, at: [Self.left, 27], class: "title")
    for tick in 0...5 {
      let share = Double(tick) / 5
      let across = Self.position([share, 0])
      let up = Self.position([0, share])
      builder.line(from: across, to: Self.position([share, 1]), class: "grid")
      builder.line(from: up, to: Self.position([1, share]), class: "grid")
      let label = tick == 0 ? "0" : tick == 5 ? "1" : "0.\(tick * 2)"
      builder.text(label, at: across + [0, 17], anchor: .middle, class: "tick")
      builder.text(label, at: up + [-8, 4], anchor: .end, class: "tick")
    }
    builder.line(from: Self.position([0, 0]), to: Self.position([1, 0]), class: "axis")
    builder.line(from: Self.position([0, 0]), to: Self.position([0, 1]), class: "axis")
    builder.text(
      xLabel, at: [Self.left + Self.side / 2, Self.bottom + 38], anchor: .middle, class: "label")
    builder.text(
      yLabel, at: [20, Self.top + Self.side / 2], anchor: .middle, class: "label",
      isVertical: true)
  }

  /// - Returns: The height that the whole drawing takes.
  private func drawLegend(into builder: inout SVGBuilder) -> Double {
    let textLeft = Self.legendLeft + 34
    var y = Self.bottom + 68
    for (index, curve) in curves.enumerated() {
      builder.line(
        from: [Self.legendLeft, y - 4], to: [Self.legendLeft + 24, y - 4],
        class: "curve \(FigureStyle.series(index))")
      builder.text(
        "\(Self.shortened(curve.name)): \(curve.figure)", at: [textLeft, y], class: "label")
      y += Self.rowHeight
      if let mark = curve.mark {
        builder.circle(
          at: [Self.legendLeft + 12, y - 4], radius: 4.5,
          class: "mark c\(index % FigureStyle.colorCount)"
        )
        builder.text(mark.note, at: [textLeft, y], class: "note")
        y += Self.rowHeight
      }
    }
    for guide in guides {
      builder.line(
        from: [Self.legendLeft, y - 4], to: [Self.legendLeft + 24, y - 4], class: "guide")
      builder.text(guide.name, at: [textLeft, y], class: "note")
      y += Self.rowHeight
    }
    return y
  }

  /// What fits beside the widest figure; the description holds the full name.
  private static func shortened(_ name: String) -> String {
    name.count > 23 ? name.prefix(22) + "…" : name
  }

  private static func position(_ share: SIMD2<Double>) -> SIMD2<Double> {
    [left + share.x * side, bottom - share.y * side]
  }

  /// The points without those that move the line by less than a tenth of a pixel, and without the
  /// middle of three that go on along one horizontal or vertical: the drawing of 30,000 samples stays small.
  private static func thinned(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var kept: [SIMD2<Double>] = []
    for point in points {
      let rounded = (point * 10).rounded(.toNearestOrEven) / 10
      if kept.last == rounded { continue }
      if kept.count > 1 {
        let a = kept[kept.count - 2]
        let b = kept[kept.count - 1]
        let isStraight = (a.x == b.x && b.x == rounded.x) || (a.y == b.y && b.y == rounded.y)
        let isForward = ((b - a) * (rounded - b)).sum() > 0
        if isStraight && isForward { kept.removeLast() }
      }
      kept.append(rounded)
    }
    return kept
  }
}
