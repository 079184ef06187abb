import NeuralNetwork

extension TrainableNetwork {
  /// A tensor as a weights' file has it.
  public struct FileTensor: Sendable, Equatable {
    public let name: String
    public let shape: [Int]
    public let floats: [Float]

    public init(name: String, shape: [Int], floats: [Float]) {
      self.name = name
      self.shape = shape
      self.floats = floats
    }
  }

  /// Every tensor under the file's names, in its shapes and orders, layer by layer: what the
  /// engine, or another network, reads.
  ///
  /// - Throws: `TorchError` with code `nonFinite` where training has blown a tensor up.
  public func tensors() throws(TorchError) -> [FileTensor] {
    var found: [FileTensor] = []
    for parameter in parameters {
      let inFile =
        if let order = parameter.fileOrder {
          try order.toFile(parameter.tensor.detached(), shape: parameter.fileShape)
        } else { parameter.tensor }
      let floats = try inFile.floats()
      guard floats.allSatisfy(\.isFinite) else {
        throw TorchError(
          .nonFinite, "tensor '\(parameter.name)' is no longer finite: lower the learning rate")
      }
      found.append(FileTensor(name: parameter.name, shape: parameter.fileShape, floats: floats))
    }
    return found
  }

  /// Overwrites every tensor.
  ///
  /// - Throws: `TorchError` with code `invalidWeights` where names or shapes are not this
  ///   network's, in its order. Nothing was changed then.
  public func load(_ tensors: [FileTensor]) throws(TorchError) {
    guard tensors.count == parameters.count else {
      throw TorchError(
        .invalidWeights, "\(tensors.count) tensors for a network of \(parameters.count)")
    }
    for (parameter, tensor) in zip(parameters, tensors) {
      guard parameter.name == tensor.name, parameter.fileShape == tensor.shape,
        tensor.floats.count == tensor.shape.reduce(1, *)
      else {
        throw TorchError(
          .invalidWeights,
          "tensor '\(tensor.name)' of shape \(tensor.shape) stands where "
            + "'\(parameter.name)' of shape \(parameter.fileShape) is expected")
      }
    }
    for (parameter, tensor) in zip(parameters, tensors) {
      let made = try Tensor(tensor.floats, shape: tensor.shape, device: device)
      let placed =
        if let order = parameter.fileOrder { try order.toTorch(made) } else { made }
      try parameter.tensor.assign(placed)
    }
  }
}
