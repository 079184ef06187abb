extension Safetensors {
  /// The numbers of a tensor that has to be there, with its shape and finite values.
  @inline(never)
  package func floats(_ parameter: Parameter) throws(WeightsError) -> [Float] {
    guard let tensor = tensor(named: parameter.name) else {
      throw .missingTensor(name: parameter.name, expected: parameter.shape)
    }
    guard tensor.shape == parameter.shape else {
      throw .wrongShape(
        name: parameter.name, expected: parameter.shape, found: tensor.shape)
    }
    guard let floats = floats(of: tensor) else {
      throw .wrongElementType(name: parameter.name, found: tensor.elementType)
    }
    for value in floats where !value.isFinite { throw .notFinite(name: parameter.name) }
    return floats
  }
}
