import NeuralNetwork
import TorchBackend
import Training

/// Everything that `LearningNetwork` knows, as numbers in memory.
struct NetworkSnapshot: Sendable {
  typealias FileTensor = TrainableNetwork.FileTensor

  /// The classifier's tensors as the steps left them.
  var weights: [FileTensor]
  /// Their moving average; empty where there is none.
  var average: [FileTensor]
  /// The layer that reads the diagnosis; empty where there is none.
  var diagnosis: [FileTensor]
  var optimizer: OptimizerState
}

extension FineTuningCheckpoint {
  /// Where the training stands now.
  init(
    identity: FineTuningIdentity, state: FineTuningState, of network: LearningNetwork
  ) throws(TrainingError) {
    self.identity = identity
    self.state = state
    do throws(TorchError) {
      self.network = try network.snapshot()
    } catch {
      throw TrainingError(error)
    }
  }
}

extension LearningNetwork {
  /// - Throws: `TorchError` with code `nonFinite` where a tensor has blown up.
  func snapshot() throws(TorchError) -> NetworkSnapshot {
    var layer: [NetworkSnapshot.FileTensor] = []
    if let diagnosis {
      for (name, tensor) in [("kernel", diagnosis.kernel), ("bias", diagnosis.bias)] {
        layer.append(.init(name: name, shape: tensor.shape, floats: try tensor.floats()))
      }
    }
    return NetworkSnapshot(
      weights: try graph.tensors(), average: average == nil ? [] : try modelTensors(),
      diagnosis: layer, optimizer: try optimizer.state())
  }

  /// Goes on from a snapshot.
  ///
  /// - Throws: `TorchError` with code `invalidWeights` where it is another network's.
  func restore(_ snapshot: NetworkSnapshot, steps: Int) throws(TorchError) {
    guard (average == nil) == snapshot.average.isEmpty,
      (diagnosis == nil) == snapshot.diagnosis.isEmpty
    else { throw TorchError(.invalidWeights, "the average or the diagnosis's layer is missing") }
    if let average {
      // Loaded in the network's place and put into the average's, in libtorch's own order.
      try graph.load(snapshot.average)
      try average.exchange()
    }
    try graph.load(snapshot.weights)
    if let diagnosis, snapshot.diagnosis.count == 2 {
      try diagnosis.kernel.assign(snapshot.diagnosis[0].floats)
      try diagnosis.bias.assign(snapshot.diagnosis[1].floats)
    }
    try optimizer.restore(snapshot.optimizer)
    resume(afterSteps: steps)
  }
}
