import Foundation

/// Collects SVG elements. Coordinates are pixels from the top left; texts are escaped here.
struct SVGBuilder {
  enum Anchor: String {
    case start, middle, end
  }

  private(set) var elements: [String] = []

  mutating func line(from a: SIMD2<Double>, to b: SIMD2<Double>, class name: String) {
    elements.append(
      "<line class=\"\(name)\" x1=\"\(Self.number(a.x))\" y1=\"\(Self.number(a.y))\" "
        + "x2=\"\(Self.number(b.x))\" y2=\"\(Self.number(b.y))\"/>")
  }

  mutating func polyline(_ points: [SIMD2<Double>], class name: String) {
    let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    elements.append("<polyline class=\"\(name)\" points=\"\(list.joined(separator: " "))\"/>")
  }

  mutating func circle(at center: SIMD2<Double>, radius: Double, class name: String) {
    elements.append(
      "<circle class=\"\(name)\" cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\" "
        + "r=\"\(Self.number(radius))\"/>")
  }

  /// - Parameter opacity: Of the fill, 0 ... 1; nil leaves it to the style.
  mutating func rectangle(
    at origin: SIMD2<Double>, size: SIMD2<Double>, corner: Double = 0, opacity: Double? = nil,
    class name: String
  ) {
    let round = corner > 0 ? " rx=\"\(Self.number(corner))\"" : ""
    let fill = opacity.map { " fill-opacity=\"\(String(format: "%.3f", $0))\"" } ?? ""
    elements.append(
      "<rect class=\"\(name)\" x=\"\(Self.number(origin.x))\" y=\"\(Self.number(origin.y))\" "
        + "width=\"\(Self.number(size.x))\" height=\"\(Self.number(size.y))\"\(round)\(fill)/>")
  }

  mutating func text(
    _ text: String, at point: SIMD2<Double>, anchor: Anchor = .start, class name: String,
    isVertical: Bool = false
  ) {
    let x = Self.number(point.x)
    let y = Self.number(point.y)
    let turn = isVertical ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
    elements.append(
      "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor.rawValue)\"\(turn)>"
        + "\(Markup.escaped(text))</text>")
  }

  /// A bar from `a` to `b` with a short stroke across either end: an interval.
  mutating func whisker(from a: SIMD2<Double>, to b: SIMD2<Double>, class name: String) {
    let isLevel = a.y == b.y
    let end: SIMD2<Double> = isLevel ? [0, 3.5] : [3.5, 0]
    line(from: a, to: b, class: name)
    line(from: a - end, to: a + end, class: name)
    line(from: b - end, to: b + end, class: name)
  }

  /// A tenth of a pixel is finer than a screen shows, and keeps files small.
  static func number(_ value: Double) -> String {
    let text = String(format: "%.1f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
