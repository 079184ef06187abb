import Evaluation
import Foundation

/// A grid search as a table of tinted cells: kernels down, C across, once with and once without
/// class weights.
struct GridFigure {
  let points: [GridPoint]

  private static let left = 96.0
  private static let right = 444.0
  private static let cellHeight = 30.0

  func drawing() -> Drawing {
    var builder = SVGBuilder()
    builder.text("Cross-validated AUC over the grid", at: [16, 27], class: "title")
    var y = 56.0
    for balances in [false, true] {
      let part = points.filter { $0.balancesClasses == balances }
      guard !part.isEmpty else { continue }
      builder.text(
        balances ? "Classes weighted" : "Classes not weighted", at: [16, y], class: "small name")
      y = draw(part, below: y + 8, into: &builder) + 30
    }
    return Drawing(
      id: "grid", title: "Cross-validated AUC over the grid",
      summary: points.map(Self.words).joined(separator: "; "), width: 460, height: y - 10,
      elements: builder.elements)
  }

  /// - Returns: The height where it ends.
  private func draw(_ part: [GridPoint], below top: Double, into builder: inout SVGBuilder)
    -> Double
  {
    let costs = Array(Set(part.map(\.c))).sorted()
    let kernels = part.map(\.kernel).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let width = (Self.right - Self.left) / Double(max(1, costs.count))
    let areas = part.map(\.auc).filter(\.isFinite)
    let low = areas.min() ?? 0
    let spread = max((areas.max() ?? 1) - low, 1e-9)
    var chosen: [SIMD2<Double>] = []
    for (row, kernel) in kernels.enumerated() {
      let y = top + Self.cellHeight * Double(row)
      builder.text(kernel, at: [Self.left - 8, y + 20], anchor: .end, class: "small")
      for point in part where point.kernel == kernel {
        guard let column = costs.firstIndex(of: point.c) else { continue }
        let corner: SIMD2<Double> = [Self.left + width * Double(column), y]
        builder.rectangle(
          at: corner + [1, 1], size: [width - 2, Self.cellHeight - 2], corner: 2,
          opacity: point.auc.isFinite ? 0.06 + 0.44 * (point.auc - low) / spread : 0,
          class: "heat")
        builder.text(
          Notation.share(point.auc), at: corner + [width / 2, 20], anchor: .middle,
          class: width < 42 ? "tick" : "small")
        if point.isChosen { chosen.append(corner) }
      }
    }
    for corner in chosen {
      builder.rectangle(
        at: corner + [1, 1], size: [width - 2, Self.cellHeight - 2], corner: 2, class: "chosen")
    }
    let bottom = top + Self.cellHeight * Double(kernels.count)
    builder.text("C", at: [Self.left - 8, bottom + 15], anchor: .end, class: "tick")
    for (column, cost) in costs.enumerated() {
      builder.text(
        String(format: "%g", cost), at: [Self.left + width * (Double(column) + 0.5), bottom + 15],
        anchor: .middle, class: "tick")
    }
    return bottom + 15
  }

  private static func words(_ point: GridPoint) -> String {
    "\(point.kernel), C \(String(format: "%g", point.c))"
      + (point.balancesClasses ? ", classes weighted" : "")
      + ": AUC \(Notation.share(point.auc))" + (point.isChosen ? " (chosen)" : "")
  }
}
