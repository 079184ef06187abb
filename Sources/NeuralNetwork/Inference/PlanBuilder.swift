import CKernels

/// Turns layers into steps: chooses kernels, fuses additions, folds and packs weights, plans memory.
struct PlanBuilder {
  private let kernels: UnsafePointer<lentigo_kernels>
  private let reader: WeightReader
  private let layers: [Layer]
  private var arena = ArenaPlanner()
  private(set) var steps: [Step] = []
  /// The buffer that holds each layer's output; the image comes first.
  private var buffers: [Int]
  private var packed: [(weights: [Float], bias: [Float], step: Int)] = []

  init(network: Network, reader: WeightReader, kernels: UnsafePointer<lentigo_kernels>) {
    self.kernels = kernels
    self.reader = reader
    layers = network.layers
    buffers = [arena.add(count: network.inputShape.count, step: 0)]
  }

  /// The image's buffer keeps its values after a run, so that a second run gives the same.
  mutating func build() throws(WeightsError) -> BuiltPlan {
    var index = 0
    while index < layers.count { index += try append(index) }
    let last = steps.count
    arena.extend(buffers[0], to: last)
    arena.extend(buffers[layers.count], to: last)
    let arenaCount = arena.place()
    for step in steps.indices {
      steps[step].input = arena.offset(of: steps[step].input)
      steps[step].output = arena.offset(of: steps[step].output)
      steps[step].second = steps[step].second.map { arena.offset(of: $0) }
      steps[step].scratch = steps[step].scratch.map { arena.offset(of: $0) }
    }
    let weights = pack()
    return BuiltPlan(
      steps: steps, weights: weights, arenaCount: arenaCount,
      input: arena.offset(of: buffers[0]), output: arena.offset(of: buffers[layers.count]))
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
      appendStep(.dense, layer)
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
    let isMatrix =
      convolution.kernel == 1 && convolution.stride == 1 && convolution.padding == .none
    if isMatrix {
      appendStep(.matrix, layer, activation: activation, second: residual)
      return
    }
    #if !arch(wasm32)
      if let tiling = WinogradTiling(convolution, layer, lanes: kernels.pointee.lanes) {
        appendStep(
          .winograd(convolution, tile: tiling.tile, block: tiling.block), layer,
          activation: activation, second: residual,
          scratch: arena.add(count: tiling.scratchCount(layer), step: steps.count))
        return
      }
    #endif
    let scratch = ConvolutionScratch(convolution, layer)
    appendStep(
      .convolution(convolution, band: scratch.band), layer, activation: activation,
      second: residual, scratch: arena.add(count: scratch.count, step: steps.count))
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

    let mean = arena.add(count: vector.count, step: steps.count)
    append(
      Step(
        kernel: .channelMean, inputShape: layer.inputShape, outputShape: vector, activation: .none,
        input: input, output: mean))
    let squeezed = arena.add(count: middle.count, step: steps.count)
    packed.append((reduce.weights, reduce.bias, steps.count))
    append(
      Step(
        kernel: .dense, inputShape: vector, outputShape: middle, activation: block.inner,
        input: mean, output: squeezed))
    let factors = arena.add(count: vector.count, step: steps.count)
    packed.append((expand.weights, expand.bias, steps.count))
    append(
      Step(
        kernel: .dense, inputShape: middle, outputShape: vector, activation: block.gate,
        input: squeezed, output: factors))
    let output = inPlace ? input : arena.add(count: layer.outputShape.count, step: steps.count)
    append(
      Step(
        kernel: .channelScale, inputShape: layer.inputShape, outputShape: layer.outputShape,
        activation: .none, input: input, output: output, second: factors))
    buffers.append(output)
  }

  private mutating func appendStep(
    _ kernel: Step.Kernel, _ layer: Layer, activation: Activation? = nil, second: Int? = nil,
    scratch: Int? = nil
  ) {
    let input = buffer(of: layer.input)
    let output = arena.add(count: layer.outputShape.count, step: steps.count)
    append(
      Step(
        kernel: kernel, inputShape: layer.inputShape, outputShape: layer.outputShape,
        activation: activation ?? layer.activation, input: input, output: output, second: second,
        scratch: scratch))
    buffers.append(output)
  }

  private mutating func append(_ step: Step) {
    let index = steps.count
    arena.extend(step.input, to: index)
    arena.extend(step.output, to: index)
    if let second = step.second { arena.extend(second, to: index) }
    steps.append(step)
  }

  /// Lays all weights into one block, in the order of execution, and notes where each begins.
  private mutating func pack() -> PackedWeights {
    var total = 0
    for entry in packed {
      steps[entry.step].weights = total
      // Panels begin on a cache line.
      total += (steps[entry.step].packedCount(kernels) + 15) / 16 * 16
    }
    let weights = PackedWeights(count: total)
    for entry in packed {
      let step = steps[entry.step]
      step.pack(entry.weights, entry.bias, kernels, into: weights.base + step.weights)
    }
    return weights
  }
}
