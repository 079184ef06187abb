import NeuralNetwork
import Testing

/// The same weights with every batch norm folded into kernel and bias, as some exports have them.
enum FoldedFile {
  static func make(_ network: Network, _ file: Safetensors) throws -> Safetensors {
    var writer = SafetensorsWriter()
    for layer in network.layers {
      switch layer.operation {
      case .convolution(let convolution), .depthwiseConvolution(let convolution):
        try add(convolution.weights, of: file, to: &writer)
      default:
        for parameter in layer.parameters {
          writer.add(
            name: parameter.name, shape: parameter.shape,
            floats: try #require(file.floats(named: parameter.name)))
        }
      }
    }
    return try Safetensors(writer.serialized())
  }

  private static func add(
    _ weights: ConvolutionWeights, of file: Safetensors, to writer: inout SafetensorsWriter
  ) throws {
    func floats(_ parameter: Parameter) throws -> [Double] {
      try #require(file.floats(named: parameter.name)).map(Double.init)
    }
    guard let norm = weights.normalization else {
      for parameter in weights.parameters {
        writer.add(
          name: parameter.name, shape: parameter.shape,
          floats: try floats(parameter).map(Float.init))
      }
      return
    }
    let (gamma, beta) = (try floats(norm.gamma), try floats(norm.beta))
    let (mean, variance) = (try floats(norm.mean), try floats(norm.variance))
    let scale = gamma.indices.map {
      gamma[$0] / (variance[$0] + Double(norm.epsilon)).squareRoot()
    }
    let outputs = gamma.count
    let bias =
      weights.hasBias ? try floats(weights.bias) : [Double](repeating: 0, count: outputs)
    let kernel = try floats(weights.kernel)
    let folded = kernel.indices.map { index in
      let output =
        weights.order == .outputInputRowColumn
        ? index / (kernel.count / outputs) : index % outputs
      return Float(kernel[index] * scale[output])
    }
    writer.add(name: weights.kernel.name, shape: weights.kernel.shape, floats: folded)
    writer.add(
      name: weights.bias.name, shape: weights.bias.shape,
      floats: gamma.indices.map { Float(beta[$0] + (bias[$0] - mean[$0]) * scale[$0]) })
  }
}
