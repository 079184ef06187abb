import LesionImage
import NeuralNetwork
import TorchBackend
import Training

/// A network in libtorch with everything that a step changes: its tensors, the layer that reads the
/// diagnosis, the optimiser's memory and the moving average.
///
/// Not for two threads at once.
final class LearningNetwork {
  let graph: TrainableNetwork
  let optimizer: AdamW
  /// nil where the recipe takes the weights as they are.
  let average: MovingAverage?
  /// Reads the diagnosis while the network is trained; no part of the model.
  let diagnosis: DiagnosisLayer?
  private let recipe: FineTuningRecipe
  /// Rows that never learn.
  private let frozenBlocks: Int
  /// Steps taken, of which the average's memory depends.
  private(set) var steps = 0

  /// - Parameters:
  ///   - weights: of the whole classifier, head included.
  ///   - diagnoses: how many diagnoses are told apart; fewer than two leave that layer out.
  init(
    _ network: Network, weights: Safetensors, recipe: FineTuningRecipe, diagnoses: Int,
    seed: UInt64, device: TorchDevice, runtime: TorchRuntime
  ) throws(TorchError) {
    graph = try TrainableNetwork(network, weights: weights, device: device, runtime: runtime)
    graph.batchNormMomentum = recipe.batchNormMomentum
    // The head learns in any case, however many rows the recipe holds fast.
    frozenBlocks = min(recipe.frozenBlocks, graph.backboneBlocks)
    graph.frozenBlocks = frozenBlocks
    if case .cuda = device { graph.usesBFloat16 = true }
    self.recipe = recipe
    try Self.setTrainable(false, blocks: 0..<frozenBlocks, of: graph)
    if recipe.loss.diagnosisWeight > 0, diagnoses > 1 {
      let inputs =
        recipe.loss.diagnosisFeatures == .hidden
        ? HeadLayout.hiddenCount : network.backboneChannels
      diagnosis = try DiagnosisLayer(
        inputs: inputs, classes: diagnoses, seed: seed, device: device)
    } else {
      diagnosis = nil
    }
    optimizer = try AdamW(
      groups: Self.groups(of: graph, diagnosis: diagnosis, recipe: recipe),
      beta1: recipe.optimizer.beta1, beta2: recipe.optimizer.beta2,
      epsilon: recipe.optimizer.epsilon)
    average =
      recipe.averageDecay > 0
      ? try MovingAverage(of: graph.parameters.map(\.tensor), decay: recipe.averageDecay) : nil
  }

  /// Says who learns in the steps to come: the head alone, or whatever the recipe does not hold fast.
  func learn(headAlone isAlone: Bool) throws(TorchError) {
    let first = isAlone ? graph.backboneBlocks : frozenBlocks
    guard graph.frozenBlocks != first else { return }
    graph.frozenBlocks = first
    try Self.setTrainable(!isAlone, blocks: frozenBlocks..<graph.backboneBlocks, of: graph)
  }

  private static func setTrainable(
    _ isTrainable: Bool, blocks: Range<Int>, of graph: TrainableNetwork
  ) throws(TorchError) {
    for parameter in graph.parameters
    where parameter.kind.isTrainable && blocks.contains(parameter.block) {
      try parameter.tensor.setTrainable(isTrainable)
    }
  }

  /// Computes the loss of a batch and the gradients of all tensors.
  ///
  /// - Parameters:
  ///   - images: [N, 3, H, W], normalised; this process's part of the batch.
  ///   - targets: of the whole batch, over which the loss is taken.
  ///   - places: of the images in the whole batch.
  ///   - seed: of what is left out by chance, the same in all processes.
  /// - Returns: the loss.
  func learn(
    _ images: Tensor, targets: BatchTargets, loss: BatchLoss, freezesBatchNorm: Bool,
    places: [Int], seed: UInt64, peers: Peers
  ) throws(TorchError) -> Double {
    graph.processGroup = peers.group
    try optimizer.zeroGradients()
    let output = try graph.forward(
      images, normalization: freezesBatchNorm ? .runningStatistics : .batchStatistics,
      dropout: recipe.dropout > 0
        ? Dropout(probability: recipe.dropout, seed: seed, positions: places) : nil)
    let read = try diagnosis?.logits(
      recipe.loss.diagnosisFeatures == .hidden ? output.hidden : output.pooled)
    let (size, classes) = (targets.malignancy.count / peers.count, diagnosis?.classes ?? 0)
    let result = loss.evaluate(
      logits: try peers.whole(try output.logits.floats(), width: 1, size: size),
      diagnoses: try peers.whole(try read?.floats() ?? [], width: classes, size: size),
      classes: classes, targets: targets)
    guard result.value.isFinite else { return result.value }
    // Its gradient is the loss's own: the derivatives are constants to libtorch.
    var carrier = try
      (output.logits
      * constant(peers.own(result.logits, width: 1, size: size), [size])).sum()
    if let read {
      carrier =
        try carrier
        + (read
        * constant(peers.own(result.diagnoses, width: classes, size: size), read.shape)).sum()
    }
    try peers.backward(from: carrier)
    return result.value
  }

  /// Adds up what the processes have learnt; returns whether any wants to stop.
  func meet(_ peers: Peers, isStopping: Bool) throws(TorchError) -> Bool {
    let layer = diagnosis.map { [$0.kernel, $0.bias] } ?? []
    return try peers.meet(
      gradients: graph.parameters.map(\.tensor) + layer, isStopping: isStopping)
  }

  /// Changes the tensors by the gradients that `learn` left.
  func step(learningRate: Double) throws(TorchError) {
    if recipe.optimizer.clippingNorm > 0 {
      try optimizer.clipGradients(norm: recipe.optimizer.clippingNorm)
    }
    try optimizer.step(learningRate: learningRate)
    steps += 1
    if let average {
      average.decay = min(recipe.averageDecay, Double(1 + steps) / Double(10 + steps))
      try average.update()
    }
  }

  /// The tensors that take part in the average's scores, under the model file's names.
  func modelTensors() throws(TorchError) -> [TrainableNetwork.FileTensor] {
    guard let average else { return try graph.tensors() }
    try average.exchange()
    let tensors = Result { () throws(TorchError) in try graph.tensors() }
    try average.exchange()
    return try tensors.get()
  }

  /// Goes on after a number of steps.
  func resume(afterSteps steps: Int) { self.steps = steps }

  private func constant(_ floats: [Float], _ shape: [Int]) throws(TorchError) -> Tensor {
    try Tensor(floats, shape: shape, device: graph.device)
  }
}
