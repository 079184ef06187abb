import CKernels
import KernelChecks
import NeuralNetwork
import Testing

/// Runs a backbone as frameworks do while they train: each batch norm scales by the mean and the
/// variance of the very values that reach it.
///
/// Also a second, plain implementation of the layers, to test the planned engine against.
struct BatchStatistics {
  private let file: Safetensors
  private let scalar: KernelRunner
  /// Mean and variance per batch norm, by tensor name.
  private(set) var tensors: [[UInt8]: [Float]] = [:]

  init(_ network: Network, weights: Safetensors, image: [Float]) throws {
    file = weights
    scalar = try KernelRunner(.scalar)
    var outputs = [image]
    for layer in network.layers {
      let input = outputs[layer.input + 1]
      switch layer.operation {
      case .convolution(let convolution):
        outputs.append(try normalized(input, layer, convolution, isDepthwise: false))
      case .depthwiseConvolution(let convolution):
        outputs.append(try normalized(input, layer, convolution, isDepthwise: true))
      case .squeezeExcite(let block): outputs.append(try scaled(input, layer, block))
      case .add(let other):
        outputs.append(scalar.add(input, outputs[other + 1], activation: layer.activation))
      case .maxPooling, .flatten, .dense: return
      }
    }
  }

  /// The file with these statistics in place of the trained ones.
  func applied() throws -> Safetensors {
    var writer = SafetensorsWriter()
    for tensor in file.tensors {
      let floats = try tensors[tensor.name] ?? #require(file.floats(of: tensor))
      writer.add(name: tensor.name, shape: tensor.shape, floats: floats)
    }
    return try Safetensors(writer.serialized())
  }

  private func floats(_ parameter: Parameter) throws -> [Float] {
    try #require(file.floats(named: parameter.name))
  }

  /// Output, input, row, column to (row, column, input) x output.
  private func matrix(_ weights: ConvolutionWeights) throws -> [Float] {
    let kernel = try floats(weights.kernel)
    #expect(weights.order == .outputInputRowColumn)
    let shape = weights.kernel.shape
    let (inputs, taps) = (shape[1], shape[2] * shape[3])
    var matrix: [Float] = []
    for tap in 0..<taps {
      for input in 0..<inputs {
        for output in 0..<shape[0] { matrix.append(kernel[(output * inputs + input) * taps + tap]) }
      }
    }
    return matrix
  }

  private mutating func normalized(
    _ input: [Float], _ layer: Layer, _ convolution: Layer.Convolution, isDepthwise: Bool
  ) throws -> [Float] {
    let kernel = try matrix(convolution.weights)
    let channels = layer.outputShape.channels
    let window = Window(layer.inputShape, convolution)
    let zeros = [Float](repeating: 0, count: channels)
    let raw =
      isDepthwise
      ? scalar.depthwise(input, kernel, bias: zeros, window: window, activation: .none)
      : scalar.convolution(
        input, kernel, bias: zeros, residual: nil, window: window, output: channels, band: 1,
        activation: .none)
    let norm = try #require(convolution.weights.normalization)
    let gamma = try floats(norm.gamma)
    let beta = try floats(norm.beta)
    let pixels = Double(layer.outputShape.pixels)
    var result = raw
    var (means, variances) = (zeros, zeros)
    for channel in 0..<channels {
      let values = stride(from: channel, to: raw.count, by: channels)
      let mean = values.reduce(0.0) { $0 + Double(raw[$1]) } / pixels
      let variance = values.reduce(0.0) { $0 + (Double(raw[$1]) - mean) * (Double(raw[$1]) - mean) }
      (means[channel], variances[channel]) = (Float(mean), Float(variance / pixels))
      let scale = Double(gamma[channel]) / (variance / pixels + Double(norm.epsilon)).squareRoot()
      for index in values {
        result[index] = Float((Double(raw[index]) - mean) * scale + Double(beta[channel]))
      }
    }
    tensors[norm.mean.name] = means
    tensors[norm.variance.name] = variances
    return scalar.add(
      result, [Float](repeating: 0, count: result.count), activation: layer.activation)
  }

  private func scaled(
    _ input: [Float], _ layer: Layer, _ block: Layer.SqueezeExcite
  ) throws -> [Float] {
    let pixels = layer.inputShape.pixels
    let mean = scalar.channelMean(
      input, lines: layer.inputShape.height, pixels: layer.inputShape.width,
      channels: layer.inputShape.channels)
    let squeezed = scalar.dense(
      mean, try matrix(block.reduce), bias: try floats(block.reduce.bias),
      columns: block.squeezed, activation: block.inner)
    let factors = scalar.dense(
      squeezed, try matrix(block.expand), bias: try floats(block.expand.bias),
      columns: layer.inputShape.channels, activation: block.gate)
    return scalar.channelScale(input, by: factors, pixels: pixels)
  }
}
