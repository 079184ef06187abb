import NeuralNetwork

/// Numbers of a file's tensor, checked against what a network expects.
enum FileFloats {
  /// - Throws: `TorchError` with code `invalidWeights`, in the words that the engine has for it.
  static func read(
    _ parameter: Parameter, in file: Safetensors
  ) throws(TorchError) -> [Float] {
    guard let tensor = file.tensor(named: parameter.name) else {
      throw refusal(.missingTensor(name: parameter.name, expected: parameter.shape))
    }
    guard tensor.shape == parameter.shape else {
      throw refusal(
        .wrongShape(name: parameter.name, expected: parameter.shape, found: tensor.shape))
    }
    guard let floats = file.floats(of: tensor) else {
      throw refusal(.wrongElementType(name: parameter.name, found: tensor.elementType))
    }
    guard floats.allSatisfy(\.isFinite) else { throw refusal(.notFinite(name: parameter.name)) }
    return floats
  }

  private static func refusal(_ error: WeightsError) -> TorchError {
    TorchError(.invalidWeights, "\(error)")
  }
}
