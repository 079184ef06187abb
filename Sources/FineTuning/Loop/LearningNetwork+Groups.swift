import NeuralNetwork
import TorchBackend
import Training

extension LearningNetwork {
  /// Tensors that learn alike: those of one row of the network's table, kernels apart from the others,
  /// which do not decay.
  static func groups(
    of graph: TrainableNetwork, diagnosis: DiagnosisLayer?, recipe: FineTuningRecipe
  ) -> [ParameterGroup] {
    let backboneBlocks = graph.backboneBlocks
    var groups: [ParameterGroup] = []
    var keys: [Key] = []
    func add(_ tensor: Tensor, _ key: Key) {
      if let index = keys.firstIndex(of: key) {
        groups[index].tensors.append(tensor)
      } else {
        keys.append(key)
        groups.append(
          ParameterGroup(
            [tensor], learningRateScale: key.scale,
            weightDecay: key.decays ? recipe.optimizer.weightDecay : 0))
      }
    }
    for parameter in graph.parameters where parameter.tensor.isTrainable {
      let scale = recipe.optimizer.learningRateScale(
        block: parameter.block, backboneBlocks: backboneBlocks)
      add(parameter.tensor, Key(scale: scale, decays: parameter.kind == .kernel))
    }
    if let diagnosis {
      add(diagnosis.kernel, Key(scale: 1, decays: true))
      add(diagnosis.bias, Key(scale: 1, decays: false))
    }
    return groups
  }

  /// Alike in everything that the optimiser is told: few groups make for few calls.
  private struct Key: Equatable {
    let scale: Double
    let decays: Bool
  }
}

extension TrainableNetwork {
  /// Rows of the network's table that belong to the backbone, which come first.
  var backboneBlocks: Int { (parameters.filter { !$0.isHead }.map(\.block).max() ?? -1) + 1 }
}

extension Network {
  /// Feature maps that the backbone puts out.
  var backboneChannels: Int { Network.backbone(architecture, origin: origin).outputShape.channels }
}
