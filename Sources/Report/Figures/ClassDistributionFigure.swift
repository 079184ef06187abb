import Dataset

/// The paper's Figure 2: how many images of either class there are, as a bar chart.
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

  private static let left = 66.0
  private static let right = 440.0
  private static let top = 64.0
  private static let bottom = 312.0
  private static let barWidth = 110.0

  public var drawing: Drawing {
    let total = benign + malignant
    let axis = AxisTicks(upTo: max(benign, malignant))
    let middle = (Self.left + Self.right) / 2
    let offset = (Self.right - Self.left) / 4
    var builder = SVGBuilder()
    builder.text(title, at: [Self.left, 27], class: "title")
    for value in axis.values {
      let y = Self.y(value, axis: axis)
      builder.line(from: [Self.left, y], to: [Self.right, y], class: "grid")
      builder.text(value.grouped, at: [Self.left - 8, y + 4], anchor: .end, class: "tick")
    }
    for (name, count, series, center) in [
      ("benign", benign, 0, middle - offset), ("malignant", malignant, 1, middle + offset),
    ] {
      // A class that exists stays visible, however rare it is.
      let height = count == 0 ? 0 : max(1.5, Self.bottom - Self.y(count, axis: axis))
      let barTop = Self.bottom - height
      builder.rectangle(
        at: [center - Self.barWidth / 2, barTop], size: [Self.barWidth, height],
        class: "bar c\(series)")
      builder.text(count.grouped, at: [center, barTop - 8], anchor: .middle, class: "name")
      builder.text(name, at: [center, Self.bottom + 21], anchor: .middle, class: "label")
      builder.text(
        Self.share(count, of: total), at: [center, Self.bottom + 38], anchor: .middle,
        class: "note")
    }
    builder.line(from: [Self.left, Self.bottom], to: [Self.right, Self.bottom], class: "axis")
    builder.text(
      "images", at: [20, (Self.top + Self.bottom) / 2], anchor: .middle, class: "label",
      isVertical: true)
    return Drawing(
      id: "class-distribution", title: title,
      summary: "\(benign.grouped) benign and \(malignant.grouped) malignant images "
        + "(\(Self.share(malignant, of: total)) malignant)",
      width: 460, height: 362, elements: builder.elements)
  }

  private static func y(_ value: Int, axis: AxisTicks) -> Double {
    bottom - (bottom - top) * Double(value) / Double(axis.end)
  }

  private static func share(_ count: Int, of total: Int) -> String {
    total == 0 ? "no images" : Notation.percent(Double(count) / Double(total))
  }
}
