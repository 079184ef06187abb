/// What a step has to do: for packing, and for those who describe or time it.
extension Step {
  /// Rows, and columns, of the window that slides over the image, and how far it moves; 1 where there
  /// is none.
  var window: (side: Int, stride: Int) {
    switch kernel {
    case .convolution(let convolution, _), .winograd(let convolution, _, _),
      .depthwise(let convolution):
      (convolution.kernel, convolution.stride)
    case .maxPooling(let pooling): (pooling.window, pooling.stride)
    #if !arch(wasm32)
      case .reducedConvolution(_, let convolution, _): (convolution.kernel, convolution.stride)
      case .reducedMatrix(_, let stride): (1, stride)
    #endif
    default: (1, 1)
    }
  }

  /// Pixels of the window.
  var taps: Int { window.side * window.side }

  /// Weights per output; 0 where there are none.
  var depth: Int {
    switch kernel {
    case .convolution(let convolution, _), .winograd(let convolution, _, _):
      convolution.kernel * convolution.kernel * inputShape.channels
    case .depthwise(let convolution): convolution.kernel * convolution.kernel
    case .dense: inputShape.count
    case .channelMean, .channelScale, .add, .maxPooling: 0
    #if !arch(wasm32)
      case .reducedConvolution: taps * inputShape.channels
      case .reducedDense: inputShape.count
    #endif
    default: inputShape.channels
    }
  }

  /// Weights before they are packed.
  var weightCount: Int { depth * outputShape.channels }

  /// Multiplications, each with its addition if there is one, by the layer's definition.
  var multiplyAdds: Int {
    if case .channelScale = kernel { inputShape.count } else { weightCount * outputShape.pixels }
  }

  /// Floats that are read beside the input: what is added, or factors.
  var secondCount: Int {
    guard second != nil else { return 0 }
    return if case .channelScale = kernel { inputShape.channels } else { outputShape.count }
  }

  /// Whether a convolution takes an addition along.
  var addsResidual: Bool { second != nil && weightCount > 0 }

  #if !hasFeature(Embedded)
    /// Additions and multiplications, those of bias and activation left out.
    var operations: Int {
      switch kernel {
      case .channelMean, .channelScale: inputShape.count
      case .add: outputShape.count
      default: 2 * multiplyAdds
      }
    }

    /// The addition that this step takes along, as a step of its own.
    var sum: Step? {
      guard addsResidual else { return nil }
      return Step(
        kernel: .add, layer: layer, inputShape: outputShape, outputShape: outputShape,
        activation: activation, input: output, output: output, second: second)
    }

    /// The plain convolution that Winograd's formula stands for, with its scratch memory at `scratch`;
    /// nil for other steps.
    func plainConvolution(at scratch: Int) -> Step? {
      guard case .winograd(let convolution, _, _) = kernel else { return nil }
      let line =
        ((outputShape.width - 1) * convolution.stride + convolution.kernel) * inputShape.channels
      return Step(
        kernel: .convolution(convolution, band: 1), layer: layer, inputShape: inputShape,
        outputShape: outputShape, activation: activation, input: input, output: output,
        second: second, scratch: scratch, scratchCount: convolution.kernel * line)
    }
  #endif
}
