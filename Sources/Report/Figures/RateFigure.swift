import Evaluation

/// Several rates of several classifiers on one scale from 0 to 1, each with its interval.
struct RateFigure {
  struct Rate {
    let value: Double?
    let interval: ConfidenceInterval?
  }

  struct Row {
    let name: String
    /// One a series.
    let rates: [Rate]
  }

  /// Names the figure within a page; letters and hyphens.
  let id: String
  let title: String
  /// What the rates are.
  let series: [String]
  let rows: [Row]

  private static let left = 30.0
  private static let right = 436.0
  private static let top = 46.0
  private static let step = 13.0

  func drawing() -> Drawing {
    let rowHeight = 28 + Self.step * Double(series.count)
    let bottom = Self.top + rowHeight * Double(rows.count)
    var builder = SVGBuilder()
    builder.text(title, at: [Self.left, 27], class: "title")
    for tick in 0...5 {
      let x = Self.x(Double(tick) / 5)
      builder.line(from: [x, Self.top], to: [x, bottom], class: "grid")
      builder.text(
        tick == 0 ? "0" : tick == 5 ? "1" : "0.\(tick * 2)", at: [x, bottom + 17],
        anchor: .middle, class: "tick")
    }
    builder.line(from: [Self.left, bottom], to: [Self.right, bottom], class: "axis")
    for (index, row) in rows.enumerated() {
      let y = Self.top + rowHeight * Double(index)
      if index > 0 { builder.line(from: [Self.left, y], to: [Self.right, y], class: "grid") }
      builder.text(row.name, at: [Self.left, y + 16], class: "small name")
      for (position, rate) in row.rates.enumerated() {
        draw(rate, series: position, at: y + 27 + Self.step * Double(position), into: &builder)
      }
    }
    var x = Self.left
    for (index, name) in series.enumerated() {
      builder.circle(at: [x + 5, bottom + 40], radius: 4.5, class: "mark c\(index)")
      builder.text(name, at: [x + 16, bottom + 44], class: "note")
      x += 38 + Double(name.count) * 6.2
    }
    let words = rows.map { row in
      "\(row.name): "
        + zip(series, row.rates).map { "\($0) \(Notation.share($1.value))" }
        .joined(separator: ", ")
    }
    return Drawing(
      id: id, title: title, summary: words.joined(separator: "; "), width: 460,
      height: bottom + 58, elements: builder.elements)
  }

  private func draw(_ rate: Rate, series: Int, at y: Double, into builder: inout SVGBuilder) {
    guard let value = rate.value else { return }
    if let interval = rate.interval {
      builder.whisker(
        from: [Self.x(interval.lower), y], to: [Self.x(interval.upper), y],
        class: "whisker c\(series)")
    }
    builder.circle(at: [Self.x(value), y], radius: 4.5, class: "mark c\(series)")
  }

  private static func x(_ share: Double) -> Double {
    left + (right - left) * min(1, max(0, share))
  }
}
