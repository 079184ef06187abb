import NeuralNetwork

/// One layer as a box with two lines of text.
struct NetworkBox {
  enum Kind: CaseIterable {
    case convolution, depthwise, squeezeExcite, reshaping, dense

    var legend: String {
      switch self {
      case .convolution: "convolution"
      case .depthwise: "depthwise"
      case .squeezeExcite: "squeeze-excite"
      case .reshaping: "pooling"
      case .dense: "dense"
      }
    }

    /// The series whose colour it has.
    var series: Int {
      switch self {
      case .convolution: 0
      case .depthwise: 1
      case .squeezeExcite: 2
      case .reshaping: 5
      case .dense: 3
      }
    }
  }

  let kind: Kind
  let head: String
  let detail: String

  init(_ layer: Layer) {
    let channels = layer.outputShape.channels.grouped
    func window(_ size: Int, _ stride: Int) -> String {
      "\(size)\u{D7}\(size)" + (stride > 1 ? " /\(stride)" : "")
    }
    switch layer.operation {
    case .convolution(let convolution):
      self.init(.convolution, window(convolution.kernel, convolution.stride), channels)
    case .depthwiseConvolution(let convolution):
      self.init(.depthwise, window(convolution.kernel, convolution.stride), channels)
    case .squeezeExcite(let block): self.init(.squeezeExcite, "SE", block.squeezed.grouped)
    case .maxPooling(let pooling):
      self.init(.reshaping, "max", window(pooling.window, pooling.stride))
    case .flatten: self.init(.reshaping, "flatten", channels)
    case .dense: self.init(.dense, "dense", channels)
    case .add: self.init(.reshaping, "add", channels)
    }
  }

  private init(_ kind: Kind, _ head: String, _ detail: String) {
    self.kind = kind
    self.head = head
    self.detail = detail
  }

  func draw(
    at origin: SIMD2<Double>, size: SIMD2<Double>, into builder: inout SVGBuilder
  ) {
    Self.drawFrame(of: kind, at: origin, size: size, into: &builder)
    let middle = origin.x + size.x / 2
    builder.text(
      head, at: [middle, origin.y + 14], anchor: .middle, class: "small name")
    builder.text(detail, at: [middle, origin.y + 27], anchor: .middle, class: "small")
  }

  static func drawSwatch(
    of kind: Kind, at origin: SIMD2<Double>, into builder: inout SVGBuilder
  ) {
    drawFrame(of: kind, at: origin, size: [15, 12], into: &builder)
  }

  private static func drawFrame(
    of kind: Kind, at origin: SIMD2<Double>, size: SIMD2<Double>, into builder: inout SVGBuilder
  ) {
    builder.rectangle(at: origin, size: size, corner: 3, class: "box c\(kind.series)")
    guard kind == .depthwise else { return }
    // Channels side by side that do not touch each other.
    let inset = min(5, size.x / 4)
    for x in [origin.x + inset, origin.x + size.x - inset] {
      builder.line(
        from: [x, origin.y], to: [x, origin.y + size.y], class: "slice c\(kind.series)")
    }
  }
}
