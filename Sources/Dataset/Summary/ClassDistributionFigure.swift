import Foundation

/// The paper's Figure 2: how many images of either class there are, as a bar chart in SVG.
///
/// The drawing stands alone and inside a page, follows the reader's light or dark setting, and says
/// its numbers in words to screen readers.
public struct ClassDistributionFigure: Sendable, Equatable {
  public let benign: Int
  public let malignant: Int
  public let title: String

  public init(benign: Int, malignant: Int, title: String = "Class distribution") {
    self.benign = max(0, benign)
    self.malignant = max(0, malignant)
    self.title = title
  }

  public init(_ summary: DatasetSummary) {
    self.init(benign: summary.classes.benign, malignant: summary.classes.malignant)
  }

  /// Lengths in user units; the y axis points down.
  private enum Layout {
    static let width = 520.0
    static let height = 360.0
    static let left = 72.0
    static let right = 496.0
    static let top = 64.0
    static let bottom = 312.0
    static let barWidth = 120.0
  }

  /// The SVG document, with a line feed at its end.
  public var svg: String {
    let total = benign + malignant
    let axis = AxisTicks(upTo: max(benign, malignant))
    let middle = (Layout.left + Layout.right) / 2
    let offset = (Layout.right - Layout.left) / 4
    let words =
      "\(benign.grouped) benign and \(malignant.grouped) malignant images "
      + "(\(share(malignant, of: total)) malignant)"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="lentigo-classes" role="img" \
      viewBox="0 0 \(number(Layout.width)) \(number(Layout.height))" \
      width="\(number(Layout.width))" height="\(number(Layout.height))">
      <title>\(escaped(title))</title>
      <desc>\(words)</desc>
      <style>
      \(Self.style)
      </style>
      <rect class="paper" width="100%" height="100%"/>
      <text class="title" x="\(number(Layout.left))" y="34">\(escaped(title))</text>
      \(axis.values.map { gridLine($0, axis: axis) }.joined(separator: "\n"))
      \(bar("benign", benign, total: total, center: middle - offset, axis: axis))
      \(bar("malignant", malignant, total: total, center: middle + offset, axis: axis))
      <line class="base" x1="\(number(Layout.left))" x2="\(number(Layout.right))" \
      y1="\(number(Layout.bottom))" y2="\(number(Layout.bottom))"/>
      <text class="label" transform="translate(20 \(number((Layout.top + Layout.bottom) / 2))) \
      rotate(-90)">images</text>
      </svg>

      """
  }

  private static let style = """
    .lentigo-classes { font-family: system-ui, 'Helvetica Neue', Arial, sans-serif; }
    .lentigo-classes text { fill: #1f2933; font-size: 14px; text-anchor: middle; }
    .lentigo-classes .title { font-size: 18px; font-weight: 600; text-anchor: start; }
    .lentigo-classes .tick { fill: #5b6770; font-size: 12px; text-anchor: end; }
    .lentigo-classes .share { fill: #5b6770; font-size: 12px; }
    .lentigo-classes .value { font-weight: 600; }
    .lentigo-classes .paper { fill: #ffffff; }
    .lentigo-classes .grid { stroke: #dfe4e8; stroke-width: 1; }
    .lentigo-classes .base { stroke: #5b6770; stroke-width: 1; }
    .lentigo-classes .benign { fill: #3b7ea1; }
    .lentigo-classes .malignant { fill: #c4453c; }
    @media (prefers-color-scheme: dark) {
    .lentigo-classes text { fill: #e6eaee; }
    .lentigo-classes .tick, .lentigo-classes .share { fill: #a3afba; }
    .lentigo-classes .paper { fill: #14181d; }
    .lentigo-classes .grid { stroke: #2c343c; }
    .lentigo-classes .base { stroke: #a3afba; }
    .lentigo-classes .benign { fill: #5fa8cf; }
    .lentigo-classes .malignant { fill: #e8736a; }
    }
    """

  private func bar(
    _ name: String, _ count: Int, total: Int, center: Double, axis: AxisTicks
  ) -> String {
    // A class that exists stays visible, however rare it is.
    let height = count == 0 ? 0 : max(1.5, Layout.bottom - y(count, axis: axis))
    let top = Layout.bottom - height
    return """
      <rect class="\(name)" x="\(number(center - Layout.barWidth / 2))" y="\(number(top))" \
      width="\(number(Layout.barWidth))" height="\(number(height))"/>
      <text class="value" x="\(number(center))" y="\(number(top - 8))">\(count.grouped)</text>
      <text x="\(number(center))" y="\(number(Layout.bottom + 21))">\(name)</text>
      <text class="share" x="\(number(center))" y="\(number(Layout.bottom + 38))">\
      \(share(count, of: total))</text>
      """
  }

  private func gridLine(_ value: Int, axis: AxisTicks) -> String {
    let y = y(value, axis: axis)
    return """
      <line class="grid" x1="\(number(Layout.left))" x2="\(number(Layout.right))" \
      y1="\(number(y))" y2="\(number(y))"/>
      <text class="tick" x="\(number(Layout.left - 8))" y="\(number(y + 4))">\(value.grouped)</text>
      """
  }

  private func y(_ value: Int, axis: AxisTicks) -> Double {
    Layout.bottom - (Layout.bottom - Layout.top) * Double(value) / Double(axis.end)
  }

  private func share(_ count: Int, of total: Int) -> String {
    total == 0 ? "no images" : String(format: "%.1f %%", 100 * Double(count) / Double(total))
  }

  private func number(_ value: Double) -> String { String(format: "%g", value) }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }
}
