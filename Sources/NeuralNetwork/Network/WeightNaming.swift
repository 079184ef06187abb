/// How an origin names and orders the tensors of a convolution.
struct WeightNaming {
  let origin: WeightOrigin
  /// Batch norm's epsilon in this architecture.
  let epsilon: Float
  /// Whether convolutions have a bias of their own in front of batch norm too.
  let addsBiasBeforeNormalization: Bool

  /// The tensors of a convolution whose weights carry `name`, with batch norm under `normalization`
  /// (no batch norm where that is nil).
  ///
  /// `inputs` is the count of input channels per output: 1 for a depthwise convolution.
  func convolution(
    name: [UInt8], normalization: [UInt8]?, kernel: Int, inputs: Int, outputs: Int,
    isDepthwise: Bool = false
  ) -> ConvolutionWeights {
    let batchNorm = normalization.map { batchNormalization($0, channels: outputs) }
    let hasBias = batchNorm == nil || addsBiasBeforeNormalization
    switch origin {
    case .torchvision:
      return ConvolutionWeights(
        kernel: Parameter(
          name: name.appending(".weight"), shape: [outputs, inputs, kernel, kernel]),
        order: .outputInputRowColumn,
        bias: Parameter(name: name.appending(".bias"), shape: [outputs]),
        hasBias: hasBias, normalization: batchNorm)
    case .keras:
      let channels = isDepthwise ? [outputs, 1] : [inputs, outputs]
      return ConvolutionWeights(
        kernel: Parameter(name: name.appending("/kernel"), shape: [kernel, kernel] + channels),
        order: .rowColumnInputOutput,
        bias: Parameter(name: name.appending("/bias"), shape: [outputs]),
        hasBias: hasBias, normalization: batchNorm)
    }
  }

  private func batchNormalization(_ name: [UInt8], channels: Int) -> BatchNormalization {
    func parameter(_ suffix: StaticString) -> Parameter {
      Parameter(name: name.appending(suffix), shape: [channels])
    }
    return switch origin {
    case .torchvision:
      BatchNormalization(
        gamma: parameter(".weight"), beta: parameter(".bias"), mean: parameter(".running_mean"),
        variance: parameter(".running_var"), epsilon: epsilon)
    case .keras:
      BatchNormalization(
        gamma: parameter("/gamma"), beta: parameter("/beta"), mean: parameter("/moving_mean"),
        variance: parameter("/moving_variance"), epsilon: epsilon)
    }
  }
}
