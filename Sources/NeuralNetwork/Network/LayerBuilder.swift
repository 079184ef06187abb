/// Expands the rows of a network's table into primitive layers, shape by shape.
struct LayerBuilder {
  let origin: WeightOrigin
  let naming: WeightNaming
  private(set) var layers: [Layer] = []
  private(set) var shape: Shape

  init(architecture: Architecture, origin: WeightOrigin, input: Shape) {
    self.origin = origin
    naming = WeightNaming(origin: origin, epsilon: architecture.epsilon)
    shape = input
  }

  /// Appends the layers of one block. `names` is read by blocks with convolutions only.
  mutating func append(_ block: Block, names: BlockNames) {
    switch block {
    case .convolution(let kernel, let out, let stride, let activation):
      appendConvolution(names.spatial, kernel: kernel, out: out, stride: stride, activation)
    case .invertedResidual(
      let kernel, let expanded, let out, let squeeze, let activation, let stride):
      let input = shape
      let inputLayer = layers.count - 1
      if expanded != input.channels {
        appendConvolution(names.expand, kernel: 1, out: expanded, stride: 1, activation)
      }
      appendDepthwise(names.spatial, kernel: kernel, stride: stride, activation)
      if let squeeze { appendSqueezeExcite(names, squeezed: squeeze) }
      appendConvolution(names.project, kernel: 1, out: out, stride: 1, .none)
      if stride == 1, out == input.channels {
        append(.add(layer: inputLayer), .none, output: shape)
      }
    case .maxPooling(let window, let stride):
      append(
        .maxPooling(Layer.MaxPooling(window: window, stride: stride, padding: .none)), .none,
        output: Shape(
          height: (shape.height - window) / stride + 1,
          width: (shape.width - window) / stride + 1, channels: shape.channels))
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
        operation: operation, activation: activation, inputShape: shape, outputShape: output))
    shape = output
  }

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
    let block = Layer.SqueezeExcite(
      squeezed: squeezed,
      reduce: naming.convolution(
        name: names.squeeze, normalization: nil, kernel: 1, inputs: channels, outputs: squeezed),
      expand: naming.convolution(
        name: names.excite, normalization: nil, kernel: 1, inputs: squeezed, outputs: channels),
      inner: .relu, gate: .hardSigmoid)
    append(.squeezeExcite(block), .none, output: shape)
  }

  private func padding(_ kernel: Int, _ stride: Int) -> Padding {
    .same(
      kernel: kernel, stride: stride, height: shape.height, width: shape.width, origin: origin)
  }

  /// The shape after windows with 'same' padding: ceil(size / stride).
  private func strided(_ stride: Int, channels: Int) -> Shape {
    Shape(
      height: (shape.height + stride - 1) / stride, width: (shape.width + stride - 1) / stride,
      channels: channels)
  }
}
