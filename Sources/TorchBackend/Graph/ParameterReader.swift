import NeuralNetwork

/// Reads one layer's tensors, with every name, shape and value checked, and puts them into
/// libtorch's order.
struct ParameterReader {
  /// What a layer was given.
  struct Read {
    let weights: GraphStep.Weights
    var normalization: GraphStep.Normalization?
    var parameters: [NetworkParameter]
  }

  let weights: Safetensors
  let device: TorchDevice
  let block: Int
  let isHead: Bool
  /// Whether batch norm is folded into kernels and biases in this file.
  let isFolded: Bool

  func convolution(_ layer: ConvolutionWeights) throws(TorchError) -> Read {
    let kernel = try parameter(layer.kernel, .kernel, order: layer.order)
    let norm = isFolded ? nil : layer.normalization
    var read = Read(
      weights: GraphStep.Weights(kernel: kernel.tensor, bias: nil), parameters: [kernel])
    if norm == nil || layer.hasBias {
      let bias = try parameter(layer.bias, .bias)
      read = Read(
        weights: GraphStep.Weights(kernel: kernel.tensor, bias: bias.tensor),
        parameters: [kernel, bias])
    }
    guard let norm else { return read }
    let (gamma, beta) = (try parameter(norm.gamma, .gamma), try parameter(norm.beta, .beta))
    let mean = try parameter(norm.mean, .mean)
    let variance = try parameter(norm.variance, .variance)
    read.parameters += [gamma, beta, mean, variance]
    read.normalization = GraphStep.Normalization(
      gamma: gamma.tensor, beta: beta.tensor, mean: mean.tensor, variance: variance.tensor,
      epsilon: norm.epsilon)
    return read
  }

  func dense(_ layer: Layer.Dense) throws(TorchError) -> Read {
    let (kernel, bias) = (
      try parameter(layer.kernel, .kernel), try parameter(layer.bias, .bias)
    )
    return Read(
      weights: GraphStep.Weights(kernel: kernel.tensor, bias: bias.tensor),
      parameters: [kernel, bias])
  }

  private func parameter(
    _ parameter: Parameter, _ kind: NetworkParameter.Kind, order: KernelOrder? = nil
  ) throws(TorchError) -> NetworkParameter {
    let floats = try FileFloats.read(parameter, in: weights)
    if kind == .variance, floats.contains(where: { $0 < 0 }) {
      throw TorchError(
        .invalidWeights, "\(WeightsError.negativeVariance(name: parameter.name))")
    }
    let read = try Tensor(floats, shape: parameter.shape, device: device)
    let tensor = try order.map { (order) throws(TorchError) in try order.toTorch(read) } ?? read
    if kind.isTrainable { try tensor.setTrainable(true) }
    return NetworkParameter(
      name: String(decoding: parameter.name, as: UTF8.self), tensor: tensor, block: block,
      kind: kind, isHead: isHead, fileShape: parameter.shape, fileOrder: order)
  }
}
