import Dataset
import Evaluation
import NeuralNetwork

extension Trainer {
  /// Writes the model with the best epoch's head.
  ///
  /// Without calibration, threshold and validation scores are those of the trainer's head. The engine,
  /// which runs backbone and head as one network, gives the same images scores that differ by up to
  /// 2e-7 (measured): a score that close to the threshold may fall on its other side. With it, they
  /// are the engine's own on the weights as stored.
  func finish(
    _ state: TrainingState, set: TrainingSet, backbone: BackboneFile, loop: TrainingLoop
  ) throws(TrainingError) -> TrainedModel {
    guard let best = state.best else {
      throw TrainingError(.invalidConfiguration, "No epoch was trained: use at least one.")
    }
    let head = ClassificationHead(layout: state.head.layout, parameters: best.parameters)
    let network = Network.classifier(configuration.architecture, origin: backbone.origin)
    let weights = try StoredWeights(
      backbone.backboneTensors + head.tensors, of: network, storage: configuration.storage)
    let isPlain = !configuration.calibrates && configuration.storage == .full
    let validation =
      isPlain
      ? try logits(loop.validationLogits(head), of: set)
      : try ValidationLogits(
        of: set.validation, in: set.store, records: set.records, network: network,
        weights: weights.file, instructionSet: configuration.instructionSet,
        threads: configuration.workerCount
      ) { _ in !loop.isCancelled() }
    let rule = configuration.operatingPointRule
    let decisions = try ModelDecisions(
      on: validation,
      policy: configuration.calibrates ? DecisionPolicy(rule: rule) : .uncalibrated(rule))
    for notice in decisions.notices { loop.onEvent(.notice(notice)) }
    let metadata = ModelMetadata(
      architecture: "\(configuration.architecture)", weights: "\(backbone.origin)",
      preprocessing: .init(network: network, mode: configuration.resizeMode),
      decisions: decisions,
      training: training(best, set: set, backbone: backbone, scored: decisions.scored))
    let provenance = ModelProvenance(
      trainingImages: set.hashes(set.training), validationImages: set.hashes(set.validation),
      trainingPatients: set.trainingPatients
    ).adding(backbone.provenance)
    var file = ModelFile(weights: weights, provenance: provenance, metadata: metadata)
    try file.learnNovelty(
      configuration.novelty, network: network, mode: configuration.resizeMode,
      training: set.training.map { set.records[$0] },
      validation: set.validation.map { set.records[$0] },
      seed: configuration.seed, instructionSet: configuration.instructionSet,
      threads: configuration.workerCount, isCancelled: loop.isCancelled, onEvent: loop.onEvent)
    file.metadata.precisions = try file.measuredPrecisions(
      configuration.measuredPrecisions, network: network, images: set.validation, store: set.store,
      reference: decisions.scored, instructionSet: configuration.instructionSet,
      threads: configuration.workerCount, isCancelled: loop.isCancelled, onEvent: loop.onEvent)
    try file.write(to: configuration.output)
    return TrainedModel(
      path: configuration.output, metadata: file.metadata, validation: decisions.scored,
      log: state.log, unusable: set.unusable)
  }

  private func logits(
    _ logits: [Float], of set: TrainingSet
  ) throws(TrainingError) -> ValidationLogits {
    try ValidationLogits(
      logits: logits, labels: set.validation.map { set.labels[$0] },
      patients: set.validation.map { set.records[$0].patientID })
  }

  private func training(
    _ best: TrainingState.Best, set: TrainingSet, backbone: BackboneFile, scored: ScoredLabels
  ) -> ModelMetadata.Training {
    .init(
      recipe: .frozen(configuration.recipe), seed: configuration.seed,
      split: configuration.splitDescription, data: configuration.dataName,
      dataFingerprint: set.fingerprint.hexadecimal,
      backboneFingerprint: backbone.fingerprint.hexadecimal,
      trainingImages: set.training.count, trainingMalignant: set.malignantCount(set.training),
      trainingPatients: set.trainingPatients.count, validationImages: set.validation.count,
      validationMalignant: set.malignantCount(set.validation), bestEpoch: best.epoch,
      validationAUC: best.validationAUC,
      validationAUCInterval: scored.deLongInterval().map { [$0.lower, $0.upper] },
      lentigoVersion: softwareVersion)
  }
}
