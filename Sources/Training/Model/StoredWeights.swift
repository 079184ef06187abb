import NeuralNetwork

/// A network's tensors as a model file will hold them: folded and rounded already, so that whatever is
/// measured with them is true of the file.
public struct StoredWeights: Sendable {
  public let storage: WeightStorage
  /// In the order of the file; the numbers are exactly those that its readers will see.
  public let tensors: [ModelTensor]
  /// The tensors alone as a file in memory, for `ExecutionPlan` and whatever else reads weights.
  public let file: Safetensors

  /// Folds and rounds.
  ///
  /// - Parameters:
  ///   - tensors: every parameter of `network`; with `.full` they keep their order and bytes.
  ///   - network: the whole classifier.
  /// - Throws: `TrainingError` with the code `unusableModel` where a tensor is missing or misshapen, or
  ///   holds a number that the storage cannot: not finite, or above 65504 in 16 bits.
  public init(
    _ tensors: [ModelTensor], of network: Network, storage: WeightStorage = .full
  ) throws(TrainingError) {
    self.storage = storage
    let folded =
      storage.foldsBatchNormalization ? try Self.fold(tensors, of: network) : tensors
    var writer = SafetensorsWriter()
    try Self.add(folded, to: &writer, as: storage.number)
    do {
      file = try Safetensors(writer.serialized())
    } catch {
      throw TrainingError(.unusableModel, "The weights cannot be put into a file.", cause: error)
    }
    switch storage.number {
    case .fp32: self.tensors = folded
    case .fp16:
      self.tensors = folded.map { [file] tensor in
        ModelTensor(
          name: tensor.name, shape: tensor.shape,
          floats: file.floats(named: tensor.name) ?? tensor.floats)
      }
    }
  }

  /// Adds the tensors to a file, in order.
  func add(to writer: inout SafetensorsWriter) throws(TrainingError) {
    try Self.add(tensors, to: &writer, as: storage.number)
  }

  private static func add(
    _ tensors: [ModelTensor], to writer: inout SafetensorsWriter, as number: WeightStorage.Number
  ) throws(TrainingError) {
    for tensor in tensors {
      switch number {
      case .fp32: writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
      case .fp16:
        writer.add(name: tensor.name, shape: tensor.shape, halves: try halves(of: tensor))
      }
    }
  }

  private static func halves(of tensor: ModelTensor) throws(TrainingError) -> [UInt16] {
    var halves: [UInt16] = []
    halves.reserveCapacity(tensor.floats.count)
    for value in tensor.floats {
      guard let bits = HalfPrecision.bits(value) else {
        throw TrainingError(
          .unusableModel,
          "The tensor \(String(decoding: tensor.name, as: UTF8.self)) holds \(value), which 16-bit "
            + "floats cannot (they end at 65504): store the model in 32-bit floats.")
      }
      halves.append(bits)
    }
    return halves
  }

  private static func fold(
    _ tensors: [ModelTensor], of network: Network
  ) throws(TrainingError) -> [ModelTensor] {
    var writer = SafetensorsWriter()
    for tensor in tensors {
      writer.add(name: tensor.name, shape: tensor.shape, floats: tensor.floats)
    }
    do {
      let folded = try FoldedNormalization(network, in: Safetensors(writer.serialized()))
      return folded.tensors.map {
        ModelTensor(name: $0.parameter.name, shape: $0.parameter.shape, floats: $0.floats)
      }
    } catch {
      throw TrainingError(
        .unusableModel, "The weights do not fit \(network.architecture).", cause: error)
    }
  }
}
