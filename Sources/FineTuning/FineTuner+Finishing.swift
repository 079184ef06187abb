import Dataset
import Evaluation
import NeuralNetwork
import TorchBackend
import Training

extension FineTuner {
  /// Writes the model with the weights of the recipe's epoch, and what the engine measures with them
  /// on the validation images.
  func finish(
    _ state: FineTuningState, start: StartingWeights, loop: FineTuningLoop,
    teacherLog: [EpochRecord]
  ) throws(TrainingError) -> TrainedModel {
    let (set, network) = (loop.set, start.network)
    let weights = try StoredWeights(
      try keptTensors(state, loop.network), of: network, storage: configuration.storage)
    let decisions = try ModelDecisions(
      on: try loop.validationLogits(weights.file),
      policy: DecisionPolicy(rule: configuration.operatingPointRule))
    for notice in decisions.notices { loop.onEvent(.notice(notice)) }
    let metadata = ModelMetadata(
      architecture: "\(configuration.architecture)", weights: "\(start.backbone.origin)",
      preprocessing: .init(network: network, mode: configuration.resizeMode),
      decisions: decisions,
      training: training(state, set: set, start: start, loop, scored: decisions.scored))
    let provenance = ModelProvenance(
      trainingImages: FineTuningSet.hashes(set.trained, of: set.training),
      validationImages: FineTuningSet.hashes(set.measured, of: set.validation),
      trainingPatients: set.trainingPatients
    ).adding(start.backbone.provenance)
    var file = ModelFile(weights: weights, provenance: provenance, metadata: metadata)
    guard loop.peers.isLeader else {
      return TrainedModel(
        path: configuration.output, metadata: file.metadata, validation: decisions.scored,
        log: state.log, teacherLog: teacherLog, unusable: set.unusable)
    }
    try file.learnNovelty(
      configuration.novelty, network: network, mode: configuration.resizeMode,
      training: set.trained.map { set.trainingRecords[$0] },
      validation: set.measured.map { set.validationRecords[$0] },
      seed: configuration.seed, instructionSet: configuration.instructionSet,
      threads: configuration.workerCount, isCancelled: loop.isCancelled, onEvent: loop.onEvent)
    file.metadata.precisions = try file.measuredPrecisions(
      configuration.measuredPrecisions, network: network, images: set.measured,
      store: set.validation, reference: decisions.scored,
      instructionSet: configuration.instructionSet, threads: configuration.workerCount,
      isCancelled: loop.isCancelled, onEvent: loop.onEvent)
    try file.write(to: configuration.output)
    return TrainedModel(
      path: configuration.output, metadata: file.metadata, validation: decisions.scored,
      log: state.log, teacherLog: teacherLog, unusable: set.unusable)
  }

  /// The weights of the epoch that the recipe keeps.
  private func keptTensors(
    _ state: FineTuningState, _ network: LearningNetwork
  ) throws(TrainingError) -> [ModelTensor] {
    var tensors = state.best?.tensors ?? []
    if configuration.recipe.keptEpoch == .last || tensors.isEmpty {
      do throws(TorchError) {
        tensors = try network.modelTensors()
      } catch {
        throw TrainingError(error)
      }
    }
    return tensors.map {
      ModelTensor(name: Array($0.name.utf8), shape: $0.shape, floats: $0.floats)
    }
  }

  private func training(
    _ state: FineTuningState, set: FineTuningSet, start: StartingWeights, _ loop: FineTuningLoop,
    scored: ScoredLabels
  ) -> ModelMetadata.Training {
    let keepsBest = configuration.recipe.keptEpoch == .best
    let kept = keepsBest ? state.best?.epoch ?? state.completedEpochs : state.completedEpochs
    let graph = loop.network.graph
    var training = ModelMetadata.Training(
      recipe: .finetune(configuration.recipe), seed: configuration.seed,
      split: configuration.splitDescription, data: configuration.dataName,
      dataFingerprint: set.fingerprint.hexadecimal,
      backboneFingerprint: start.backbone.fingerprint.hexadecimal,
      training: LabelCount(set.trainedLabels), patients: set.trainingPatients.count,
      validation: LabelCount(set.measuredLabels), keptEpoch: kept, scored: scored)
    training.sources = set.sourceCounts
    training.libtorch = graph.runtime.version
    training.device = "\(graph.device), \(configuration.workerCount) threads"
    return training
  }
}
