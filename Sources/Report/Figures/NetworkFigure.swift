import NeuralNetwork

/// The structure of a network of inverted residuals, drawn from its layers (the paper's Figure 4).
struct NetworkFigure {
  let network: Network
  let rows: [NetworkRow]

  private static let width = 460.0
  private static let top = 84.0
  private static let rowHeight = 47.0
  private static let boxHeight = 32.0
  private static let boxWidth = 62.0
  private static let pitch = 71.0
  private static let left = 44.0
  private static let right = 448.0

  init(_ network: Network) {
    self.network = network
    rows = NetworkRow.rows(of: network.layers)
  }

  /// What depthwise separable convolutions save, in a sentence.
  var saving: String {
    let sums = rows.map(\.separable).reduce((0, 0)) { ($0.0 + $1.actual, $0.1 + $1.full) }
    guard sums.0 > 0 else { return "It has no depthwise separable convolution." }
    let factor = Notation.measured(Double(sums.1) / Double(sums.0))
    return "Its depthwise separable convolutions take \(Notation.scaled(sums.0)) of them; "
      + "convolutions over all channels with the same windows would take \(factor) times that."
  }

  func drawing(title: String) -> Drawing {
    var builder = SVGBuilder()
    builder.text(title, at: [16, 27], class: "title")
    let input = network.inputShape
    builder.text("Image", at: [Self.left, 60], class: "name")
    builder.text(
      Self.text(input), at: [Self.right, 60], anchor: .end, class: "small")
    var y = Self.top
    for row in rows {
      draw(row, at: y, into: &builder)
      y += Self.rowHeight
    }
    drawLegend(at: y + 24, into: &builder)
    return Drawing(
      id: "network", title: title, summary: rows.map(Self.words).joined(separator: "; "),
      width: Self.width, height: y + 40, elements: builder.elements)
  }

  private func draw(_ row: NetworkRow, at y: Double, into builder: inout SVGBuilder) {
    let middle = y + Self.boxHeight / 2
    builder.line(from: [Self.left - 24, middle], to: [Self.left, middle], class: "flow")
    for (index, layer) in row.layers.enumerated() {
      let x = Self.left + Double(index) * Self.pitch
      if index > 0 {
        builder.line(
          from: [x - (Self.pitch - Self.boxWidth), middle], to: [x, middle], class: "flow")
      }
      NetworkBox(layer).draw(
        at: [x, y], size: [Self.boxWidth, Self.boxHeight], into: &builder)
    }
    let end = Self.left + Double(max(1, row.layers.count) - 1) * Self.pitch + Self.boxWidth
    let out = row.addsInput ? end + 18 : end
    builder.line(from: [out, middle], to: [out + 11, middle], class: "flow")
    if row.addsInput { drawShortcut(y: y, end: end, into: &builder) }
    guard let shape = row.outputShape else { return }
    let activations = row.activations.map(Self.text).joined(separator: ", ")
    builder.text(
      Self.text(shape), at: [Self.right, middle - (activations.isEmpty ? -4 : 3)], anchor: .end,
      class: "small")
    if !activations.isEmpty {
      builder.text(activations, at: [Self.right, middle + 12], anchor: .end, class: "note")
    }
  }

  /// From before the first box, below the row, to the sum behind the last box.
  private func drawShortcut(y: Double, end: Double, into builder: inout SVGBuilder) {
    let middle = y + Self.boxHeight / 2
    let below = y + Self.boxHeight + 5
    let sum = end + 12
    builder.polyline(
      [
        [Self.left - 12, middle], [Self.left - 12, below], [sum, below], [sum, middle + 6],
      ], class: "shortcut")
    builder.line(from: [end, middle], to: [sum - 6, middle], class: "flow")
    builder.circle(at: [sum, middle], radius: 6, class: "shortcut")
    builder.line(from: [sum - 3.5, middle], to: [sum + 3.5, middle], class: "shortcut")
    builder.line(from: [sum, middle - 3.5], to: [sum, middle + 3.5], class: "shortcut")
  }

  private func drawLegend(at y: Double, into builder: inout SVGBuilder) {
    var x = 16.0
    for kind in NetworkBox.Kind.allCases {
      NetworkBox.drawSwatch(of: kind, at: [x, y - 10], into: &builder)
      builder.text(kind.legend, at: [x + 20, y], class: "note")
      x += 29 + Double(kind.legend.count) * 6.6
    }
  }

  static func text(_ shape: Shape) -> String {
    shape.height == 1 && shape.width == 1
      ? shape.channels.grouped : "\(shape.height)\u{D7}\(shape.width)\u{D7}\(shape.channels)"
  }

  private static func text(_ activation: Activation) -> String {
    switch activation {
    case .none: ""
    case .relu: "ReLU"
    case .hardSwish: "hard-swish"
    case .hardSigmoid: "hard-sigmoid"
    case .silu: "SiLU"
    case .sigmoid: "sigmoid"
    }
  }

  private static func words(_ row: NetworkRow) -> String {
    let steps = row.layers.map { layer in
      let box = NetworkBox(layer)
      return "\(box.kind.legend) \(box.head) \(box.detail)"
    }
    let shape = row.outputShape.map { " to \(text($0))" } ?? ""
    return steps.joined(separator: ", ") + shape + (row.addsInput ? ", input added" : "")
  }
}
