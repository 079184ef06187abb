import NeuralNetwork

/// Layers that stand in one row of a drawing: a block with a depthwise convolution, or one layer.
struct NetworkRow {
  let layers: [Layer]
  /// Whether the row's input is added to its output.
  let addsInput: Bool

  var outputShape: Shape? { layers.last?.outputShape }

  /// The activations of the row's layers, each once, in their order.
  var activations: [Activation] {
    layers.map(\.activation).reduce(into: []) { found, activation in
      if activation != .none, !found.contains(activation) { found.append(activation) }
    }
  }

  /// A network's layers in rows. A row with a depthwise convolution begins at the 1x1 convolution
  /// before it, if there is one, and ends with the 1x1 convolution behind it.
  static func rows(of layers: [Layer]) -> [NetworkRow] {
    var rows: [NetworkRow] = []
    var index = 0
    while index < layers.count {
      let end = blockEnd(from: index, in: layers)
      var addsInput = false
      if end < layers.count, case .add(let source) = layers[end].operation {
        addsInput = source == index - 1
      }
      rows.append(NetworkRow(layers: Array(layers[index..<end]), addsInput: addsInput))
      index = addsInput ? end + 1 : end
    }
    return rows
  }

  /// The index behind the last layer of the block that begins at `start`.
  private static func blockEnd(from start: Int, in layers: [Layer]) -> Int {
    var index = start
    if kernel(layers[index]) == 1, index + 1 < layers.count, isDepthwise(layers[index + 1]) {
      index += 1
    }
    guard isDepthwise(layers[index]) else { return start + 1 }
    while index + 1 < layers.count {
      index += 1
      if kernel(layers[index]) == 1 { return index + 1 }
      guard case .squeezeExcite = layers[index].operation else { return index }
    }
    return layers.count
  }

  private static func kernel(_ layer: Layer) -> Int? {
    if case .convolution(let convolution) = layer.operation { convolution.kernel } else { nil }
  }

  private static func isDepthwise(_ layer: Layer) -> Bool {
    if case .depthwiseConvolution = layer.operation { true } else { false }
  }

  /// Multiply-adds of the row's depthwise convolutions with the 1x1 convolutions behind them, and of
  /// convolutions over all channels that would go from the same input to the same output.
  var separable: (actual: Int, full: Int) {
    var result = (actual: 0, full: 0)
    guard let depthwise = layers.first(where: Self.isDepthwise), let last = layers.last,
      Self.kernel(last) == 1, case .depthwiseConvolution(let window) = depthwise.operation
    else { return result }
    result.actual = depthwise.multiplyAdds + last.multiplyAdds
    result.full =
      last.outputShape.count * window.kernel * window.kernel * depthwise.inputShape.channels
    return result
  }
}
