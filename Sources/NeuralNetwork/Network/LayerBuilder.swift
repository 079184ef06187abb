/// Expands the rows of a network's table into primitive layers, shape by shape.
struct LayerBuilder {
  private let backbone: Backbone
  private let origin: WeightOrigin
  private let naming: WeightNaming
  private(set) var layers: [Layer] = []
  /// What the next layer reads: the output of the layer of this index.
  private var tail = Layer.image
  private var shape: Shape

  init(_ backbone: Backbone, origin: WeightOrigin, input: Shape) {
    self.backbone = backbone
    self.origin = origin
    naming = backbone.naming(origin: origin)
    shape = input
  }

  /// Appends the layers of one block. `names` is read by blocks with convolutions only.
  mutating func append(_ block: Block, names: BlockNames) {
    let (input, inputLayer) = (shape, tail)
    switch block {
    case .convolution(let kernel, let out, let stride, let activation):
      appendConvolution(names.spatial, kernel: kernel, out: out, stride: stride, activation)
    case .invertedResidual(
      let kernel, let expanded, let out, let squeeze, let activation, let stride):
      if expanded != input.channels {
        appendConvolution(names.entry, kernel: 1, out: expanded, stride: 1, activation)
      }
      appendDepthwise(names.spatial, kernel: kernel, stride: stride, activation)
      if let squeeze { appendSqueezeExcite(names, squeezed: squeeze) }
      appendConvolution(names.project, kernel: 1, out: out, stride: 1, .none)
      if stride == 1, out == input.channels {
        append(.add(layer: inputLayer), .none, output: shape)
      }
    #if !arch(wasm32)
      case .fusedInvertedResidual(let kernel, let expanded, let out, let activation, let stride):
        if expanded == input.channels {
          appendConvolution(names.project, kernel: kernel, out: out, stride: stride, activation)
        } else {
          appendConvolution(
            names.spatial, kernel: kernel, out: expanded, stride: stride, activation)
          appendConvolution(names.project, kernel: 1, out: out, stride: 1, .none)
        }
        if stride == 1, out == input.channels {
          append(.add(layer: inputLayer), .none, output: shape)
        }
      case .bottleneck(let width, let out, let stride):
        appendBottleneck(names, width: width, out: out, stride: stride)
    #endif
    case .maxPooling(let window, let stride, let padding):
      let sides = Padding(top: padding, left: padding, bottom: padding, right: padding)
      append(
        .maxPooling(Layer.MaxPooling(window: window, stride: stride, padding: sides)), .none,
        output: Shape(
          height: (shape.height + 2 * padding - window) / stride + 1,
          width: (shape.width + 2 * padding - window) / stride + 1, channels: shape.channels))
    case .flatten:
      append(.flatten, .none, output: Shape(height: 1, width: 1, channels: shape.count))
    case .dense(let name, let out, let activation):
      let dense = Layer.Dense(
        kernel: Parameter(name: [UInt8](name).appending(".kernel"), shape: [shape.count, out]),
        bias: Parameter(name: [UInt8](name).appending(".bias"), shape: [out]))
      append(.dense(dense), activation, output: Shape(height: 1, width: 1, channels: out))
    }
  }

  private mutating func append(
    _ operation: Layer.Operation, _ activation: Activation, output: Shape
  ) {
    layers.append(
      Layer(
        operation: operation, input: tail, activation: activation, inputShape: shape,
        outputShape: output))
    tail = layers.count - 1
    shape = output
  }

  #if !arch(wasm32)
    /// Keras puts the stride into the first 1x1 convolution, as the paper does; torchvision into the
    /// 3x3 convolution, which then misses no pixel ('ResNet v1.5').
    private mutating func appendBottleneck(
      _ names: BlockNames, width: Int, out: Int, stride: Int
    ) {
      let (input, inputLayer) = (shape, tail)
      var shortcut = inputLayer
      if stride != 1 || out != input.channels {
        appendConvolution(names.shortcut, kernel: 1, out: out, stride: stride, .none)
        shortcut = tail
        (shape, tail) = (input, inputLayer)
      }
      let first = origin == .keras ? stride : 1
      appendConvolution(names.entry, kernel: 1, out: width, stride: first, .relu)
      appendConvolution(names.spatial, kernel: 3, out: width, stride: stride / first, .relu)
      appendConvolution(names.project, kernel: 1, out: out, stride: 1, .none)
      append(.add(layer: shortcut), .relu, output: shape)
    }
  #endif

  private mutating func appendConvolution(
    _ names: BlockNames.Pair, kernel: Int, out: Int, stride: Int, _ activation: Activation
  ) {
    let weights = naming.convolution(
      name: names.convolution, normalization: names.normalization, kernel: kernel,
      inputs: shape.channels, outputs: out)
    append(
      .convolution(
        Layer.Convolution(
          kernel: kernel, stride: stride, padding: padding(kernel, stride), weights: weights)),
      activation, output: strided(stride, channels: out))
  }

  private mutating func appendDepthwise(
    _ names: BlockNames.Pair, kernel: Int, stride: Int, _ activation: Activation
  ) {
    let weights = naming.convolution(
      name: names.convolution, normalization: names.normalization, kernel: kernel, inputs: 1,
      outputs: shape.channels, isDepthwise: true)
    append(
      .depthwiseConvolution(
        Layer.Convolution(
          kernel: kernel, stride: stride, padding: padding(kernel, stride), weights: weights)),
      activation, output: strided(stride, channels: shape.channels))
  }

  private mutating func appendSqueezeExcite(_ names: BlockNames, squeezed: Int) {
    let channels = shape.channels
    let functions = backbone.squeezeExciteFunctions
    let block = Layer.SqueezeExcite(
      squeezed: squeezed,
      reduce: naming.convolution(
        name: names.squeeze, normalization: nil, kernel: 1, inputs: channels, outputs: squeezed),
      expand: naming.convolution(
        name: names.excite, normalization: nil, kernel: 1, inputs: squeezed, outputs: channels),
      inner: functions.inner, gate: functions.gate)
    append(.squeezeExcite(block), .none, output: shape)
  }

  private func padding(_ kernel: Int, _ stride: Int) -> Padding {
    backbone.padsSymmetrically
      ? .symmetric(kernel: kernel)
      : .same(
        kernel: kernel, stride: stride, height: shape.height, width: shape.width, origin: origin)
  }

  /// The shape after windows with either padding: ceil(size / stride).
  private func strided(_ stride: Int, channels: Int) -> Shape {
    Shape(
      height: (shape.height + stride - 1) / stride, width: (shape.width + stride - 1) / stride,
      channels: channels)
  }
}
