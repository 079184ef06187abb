import LesionImage

/// The random values that the head starts from.
///
/// With the paper's 3e-4 and 8 epochs the head does not travel far from its start, so the choice
/// shows in the result: see the figures in `Recipe.paper`.
public enum HeadInitialization: String, Codable, Sendable, CaseIterable {
  /// Keras' default for Dense: kernels uniform within
  /// +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio, 2010), biases zero.
  case glorotUniform = "glorot-uniform"
  /// PyTorch's default for Linear: kernels and biases uniform within +-1 / sqrt(inputs).
  case fanInUniform = "fan-in-uniform"

  /// Draws a head's parameters.
  package func draw(_ layout: HeadLayout, using generator: inout SeededGenerator) -> [Float] {
    var parameters = [Float](repeating: 0, count: layout.count)
    let layers = [
      (layout.kernel1, layout.bias1, layout.inputCount, HeadLayout.hiddenCount),
      (layout.kernel2, layout.bias2, HeadLayout.hiddenCount, 1),
    ]
    for (kernel, bias, inputs, outputs) in layers {
      switch self {
      case .glorotUniform:
        fill(kernel, bound: (6 / Float(inputs + outputs)).squareRoot())
      case .fanInUniform:
        fill(kernel, bound: 1 / Float(inputs).squareRoot())
        fill(bias, bound: 1 / Float(inputs).squareRoot())
      }
    }
    return parameters

    func fill(_ range: Range<Int>, bound: Float) {
      for index in range { parameters[index] = (generator.nextUnit() * 2 - 1) * bound }
    }
  }
}
