import CKernels

/// Turns layers into steps: chooses kernels, fuses additions, folds and packs weights, plans memory.
struct PlanBuilder {
  let kernels: UnsafePointer<lentigo_kernels>
  private let reader: WeightReader
  private let layers: [Layer]
  private let reduced: ReducedLayers?
  var arena = ArenaPlanner()
  var steps: [Step] = []
  /// The buffer that holds each layer's output; the image comes first.
  private var buffers: [Int]
  /// The layer being turned into steps.
  private var index = 0
  /// What is laid into one block at the end: weights, bias and the step that reads them.
  var packed: [(weights: [Float], bias: [Float], step: Int)] = []

  init(
    network: Network, reader: WeightReader, kernels: UnsafePointer<lentigo_kernels>,
    precision: Precision, reducesEverything: Bool
  ) {
    self.kernels = kernels
    reduced = ReducedLayers(precision, everywhere: reducesEverything, kernels: kernels)
    self.reader = reader
    layers = network.layers
    buffers = [arena.add(count: network.inputShape.count, step: 0)]
  }

  /// The image's buffer keeps its values after a run, so that a second run gives the same; so do those
  /// that a classifier's head reads, for `ClassActivationMap`. They are small and take no more memory.
  ///
  /// - Parameter tap: the layer whose means over all places are wanted, if any.
  mutating func build(tap: Int?) throws(WeightsError) -> BuiltPlan {
    var tapStep = -1
    while index < layers.count {
      index += try append(index)
      if index - 1 == tap {
        // Whatever the layer is, the last step put out what it puts out.
        tapStep = steps.count
        appendMean(of: steps[tapStep - 1].output, steps[tapStep - 1].outputShape, layer: index - 1)
      }
    }
    let last = steps.count
    arena.extend(buffers[0], to: last)
    arena.extend(buffers[layers.count], to: last)
    if tapStep >= 0 { arena.extend(steps[tapStep].output, to: last) }
    // No other network has a single output. A mean within the head would be among its steps.
    let isClassifier =
      reduced == nil && layers.last?.outputShape.count == 1 && tapStep < last - 3
    if isClassifier {
      for step in (last - 3)..<last { arena.extend(steps[step].input, to: last) }
    }
    let arenaCount = arena.place()
    for step in steps.indices { steps[step].take(places: arena) }
    let weights = pack()
    return BuiltPlan(
      steps: steps, weights: weights, arenaCount: arenaCount,
      input: arena.offset(of: buffers[0]), output: arena.offset(of: buffers[layers.count]),
      tapStep: tapStep, head: isClassifier ? ClassifierHead(steps) : nil)
  }

  /// Appends the steps of layer `index`; returns how many layers they cover.
  private mutating func append(_ index: Int) throws(WeightsError) -> Int {
    let layer = layers[index]
    switch layer.operation {
    case .convolution(let convolution):
      let folded = try reader.convolution(convolution.weights)
      let sum = fusableSum(after: index)
      appendConvolution(
        convolution, layer, folded, activation: sum?.activation ?? layer.activation,
        residual: sum.map { buffer(of: $0.layer) })
      if sum != nil { buffers.append(buffers[buffers.count - 1]) }
      return sum == nil ? 1 : 2
    case .depthwiseConvolution(let convolution):
      let folded = try reader.convolution(convolution.weights)
      packed.append((folded.weights, folded.bias, steps.count))
      appendStep(.depthwise(convolution), layer)
    case .squeezeExcite(let block):
      try appendSqueezeExcite(block, layer, inPlace: !isRead(layer: layer.input, after: index))
    case .add(let other):
      appendStep(.add, layer, second: buffer(of: other))
    case .maxPooling(let pooling):
      appendStep(.maxPooling(pooling), layer)
    case .flatten:
      buffers.append(buffer(of: layer.input))
    case .dense(let dense):
      packed.append(
        (try reader.floats(dense.kernel), try reader.floats(dense.bias), steps.count))
      let dense = denseKernel(layer.inputShape, layer.outputShape)
      appendStep(dense.kernel, layer, scratchCount: dense.scratch)
    }
    return 1
  }

  /// The addition right behind a convolution, where the convolution can take it along.
  private func fusableSum(after index: Int) -> (layer: Int, activation: Activation)? {
    guard index + 1 < layers.count, case .add(let other) = layers[index + 1].operation,
      layers[index + 1].input == index, other < index, layers[index].activation == .none,
      !isRead(layer: index, after: index + 1)
    else { return nil }
    return (other, layers[index + 1].activation)
  }

  /// Whether a layer behind layer `last` reads the output of `layer`.
  private func isRead(layer: Int, after last: Int) -> Bool {
    for later in layers.dropFirst(last + 1) where later.reads(layer) { return true }
    return false
  }

  /// The buffer that holds the output of a layer, or the image.
  private func buffer(of layer: Int) -> Int { buffers[layer - Layer.image] }

  private mutating func appendConvolution(
    _ convolution: Layer.Convolution, _ layer: Layer, _ folded: FoldedConvolution,
    activation: Activation, residual: Int?
  ) {
    packed.append((folded.weights, folded.bias, steps.count))
    if let (kernel, count) = reduced?.kernel(for: convolution, layer) {
      appendStep(
        kernel, layer, activation: activation, second: residual, scratchCount: count)
      return
    }
    let isMatrix =
      convolution.kernel == 1 && convolution.stride == 1 && convolution.padding == .none
    if isMatrix {
      appendStep(.matrix, layer, activation: activation, second: residual)
      return
    }
    if let tiling = WinogradTiling(convolution, layer, lanes: kernels.pointee.lanes) {
      appendStep(
        .winograd(convolution, tile: tiling.tile, block: tiling.block), layer,
        activation: activation, second: residual, scratchCount: tiling.scratchCount(layer))
      return
    }
    let scratch = ConvolutionScratch(convolution, layer)
    appendStep(
      .convolution(convolution, band: scratch.band), layer, activation: activation,
      second: residual, scratchCount: scratch.count)
  }

  /// Means, two small dense layers, and the channels times their factors.
  private mutating func appendSqueezeExcite(
    _ block: Layer.SqueezeExcite, _ layer: Layer, inPlace: Bool
  ) throws(WeightsError) {
    let input = buffer(of: layer.input)
    let vector = Shape(height: 1, width: 1, channels: layer.inputShape.channels)
    let middle = Shape(height: 1, width: 1, channels: block.squeezed)
    let reduce = try reader.convolution(block.reduce)
    let expand = try reader.convolution(block.expand)

    let mean = appendMean(of: input, layer.inputShape, layer: index)
    let squeezed = appendDense(reduce, mean, from: vector, to: middle, block.inner)
    let factors = appendDense(expand, squeezed, from: middle, to: vector, block.gate)
    let output = inPlace ? input : arena.add(count: layer.outputShape.count, step: steps.count)
    append(
      Step(
        kernel: .channelScale, layer: index, inputShape: layer.inputShape,
        outputShape: layer.outputShape, activation: .none, input: input, output: output,
        second: factors))
    buffers.append(output)
  }

  /// The mean of each channel over all places of a buffer; returns the buffer of the means.
  @discardableResult
  private mutating func appendMean(of input: Int, _ shape: Shape, layer: Int) -> Int {
    let vector = Shape(height: 1, width: 1, channels: shape.channels)
    let mean = arena.add(count: vector.count, step: steps.count)
    append(
      Step(
        kernel: .channelMean, layer: layer, inputShape: shape, outputShape: vector,
        activation: .none, input: input, output: mean))
    return mean
  }

  /// A dense layer within a block; returns the buffer of what it puts out.
  private mutating func appendDense(
    _ folded: FoldedConvolution, _ input: Int, from: Shape, to: Shape, _ activation: Activation
  ) -> Int {
    let output = arena.add(count: to.count, step: steps.count)
    packed.append((folded.weights, folded.bias, steps.count))
    let dense = denseKernel(from, to)
    append(
      Step(
        kernel: dense.kernel, layer: index, inputShape: from, outputShape: to,
        activation: activation, input: input, output: output, scratchCount: dense.scratch))
    return output
  }

  /// The kernel for a dense layer, and the floats of scratch memory that it takes.
  @inline(__always)
  private func denseKernel(_ from: Shape, _ to: Shape) -> (kernel: Step.Kernel, scratch: Int) {
    reduced?.dense(depth: from.count, columns: to.count) ?? (.dense, 0)
  }

  private mutating func appendStep(
    _ kernel: Step.Kernel, _ layer: Layer, activation: Activation? = nil, second: Int? = nil,
    scratchCount: Int = 0
  ) {
    let input = buffer(of: layer.input)
    let output = arena.add(count: layer.outputShape.count, step: steps.count)
    append(
      Step(
        kernel: kernel, layer: index, inputShape: layer.inputShape, outputShape: layer.outputShape,
        activation: activation ?? layer.activation, input: input, output: output, second: second,
        scratchCount: scratchCount))
    buffers.append(output)
  }

  private mutating func append(_ step: Step) {
    let index = steps.count
    arena.extend(step.input, to: index)
    arena.extend(step.output, to: index)
    if let second = step.second { arena.extend(second, to: index) }
    var step = step
    if step.scratchCount > 0 { step.scratch = arena.add(count: step.scratchCount, step: index) }
    steps.append(step)
  }
}
