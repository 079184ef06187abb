/// Reads a network's tensors from a file, with every name, shape and value checked.
struct WeightReader {
  let file: Safetensors
  /// Whether batch norm is folded into kernels and biases already.
  private let isFolded: Bool

  init(file: Safetensors, network: Network) {
    self.file = file
    isFolded = network.isFolded(in: file)
  }

  /// The numbers of a tensor.
  func floats(_ parameter: Parameter) throws(WeightsError) -> [Float] {
    try file.floats(parameter)
  }

  /// A convolution's kernel in the engine's order, with batch norm folded in.
  func convolution(_ weights: ConvolutionWeights) throws(WeightsError) -> FoldedConvolution {
    var kernel = try matrix(weights)
    guard let norm = weights.normalization, !isFolded else {
      return FoldedConvolution(weights: kernel, bias: try floats(weights.bias))
    }
    let scale = try scale(of: norm)
    let bias = try foldedBias(weights, norm, scale: scale)
    let outputs = scale.count
    var output = 0
    for index in kernel.indices {
      kernel[index] = Float(Double(kernel[index]) * scale[output])
      output = output + 1 == outputs ? 0 : output + 1
    }
    return FoldedConvolution(weights: kernel, bias: bias)
  }

  /// What batch norm multiplies each output with.
  func scale(of norm: BatchNormalization) throws(WeightsError) -> [Double] {
    let gamma = try floats(norm.gamma)
    let variance = try floats(norm.variance)
    var scale = [Double](repeating: 0, count: gamma.count)
    for output in gamma.indices {
      guard variance[output] >= 0 else { throw .negativeVariance(name: norm.variance.name) }
      scale[output] =
        Double(gamma[output]) / (Double(variance[output]) + Double(norm.epsilon)).squareRoot()
    }
    return scale
  }

  /// The bias into which batch norm is folded.
  func foldedBias(
    _ weights: ConvolutionWeights, _ norm: BatchNormalization, scale: [Double]
  ) throws(WeightsError) -> [Float] {
    let beta = try floats(norm.beta)
    let mean = try floats(norm.mean)
    var bias =
      weights.hasBias ? try floats(weights.bias) : [Float](repeating: 0, count: scale.count)
    for output in scale.indices {
      bias[output] = Float(
        Double(beta[output]) + (Double(bias[output]) - Double(mean[output])) * scale[output])
    }
    return bias
  }

  /// The kernel with outputs running fastest: (row, column, input) x output.
  private func matrix(_ weights: ConvolutionWeights) throws(WeightsError) -> [Float] {
    let kernel = try floats(weights.kernel)
    switch weights.order {
    case .rowColumnInputOutput: return kernel
    case .outputInputRowColumn:
      let shape = weights.kernel.shape
      let (outputs, inputs, taps) = (shape[0], shape[1], shape[2] * shape[3])
      var matrix = [Float](repeating: 0, count: kernel.count)
      for output in 0..<outputs {
        for input in 0..<inputs {
          for tap in 0..<taps {
            matrix[(tap * inputs + input) * outputs + output] =
              kernel[(output * inputs + input) * taps + tap]
          }
        }
      }
      return matrix
    }
  }
}
