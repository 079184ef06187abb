import Dataset
import Evaluation
import NeuralNetwork

extension Trainer {
  /// Writes the model with the best epoch's head.
  ///
  /// The threshold and the validation scores are those of the trainer's head. The engine, which
  /// runs backbone and head as one network, gives the same images scores that differ by up to 2e-7
  /// (measured): a score that close to the threshold may fall on its other side.
  func finish(
    _ state: TrainingState, set: TrainingSet, backbone: BackboneFile, loop: TrainingLoop
  ) throws(TrainingError) -> TrainedModel {
    guard let best = state.best else {
      throw TrainingError(.invalidConfiguration, "No epoch was trained: use at least one.")
    }
    let head = ClassificationHead(layout: state.head.layout, parameters: best.parameters)
    let scored = try loop.examiner.scoredLabels(try loop.validationScores(head))
    let metadata = ModelMetadata(
      format: ModelMetadata.currentFormat, architecture: "\(configuration.architecture)",
      weights: "\(backbone.origin)",
      preprocessing: .init(
        width: backbone.network.inputWidth, height: backbone.network.inputHeight,
        mode: "\(configuration.resizeMode)"),
      operatingPoint: try operatingPoint(on: scored),
      training: training(best, set: set, backbone: backbone, scored: scored))
    let provenance = ModelProvenance(
      trainingImages: set.hashes(set.training), validationImages: set.hashes(set.validation),
      trainingPatients: set.trainingPatients)
    var file = ModelFile(
      backbone: backbone, head: head, provenance: provenance, metadata: metadata)
    file.metadata.precisions = try measurePrecisions(
      of: file, set: set, scored: scored, loop: loop)
    try file.write(to: configuration.output)
    return TrainedModel(
      path: configuration.output, metadata: file.metadata, validation: scored, log: state.log,
      unusable: set.unusable)
  }

  private func operatingPoint(
    on scored: ScoredLabels
  ) throws(TrainingError) -> ModelMetadata.OperatingPoint {
    let rule = configuration.operatingPointRule
    guard let point = rule.chooseOperatingPoint(on: scored) else {
      throw TrainingError(
        .invalidConfiguration,
        "No threshold satisfies the rule \(rule.words): ask for a share from 0 to 1.")
    }
    let matrix = scored.confusionMatrix(threshold: point.threshold)
    func interval(_ rate: ConfusionMatrix.Rate) -> [Double] {
      matrix.proportion(rate)?.interval().map { [$0.lower, $0.upper] } ?? []
    }
    return .init(
      threshold: point.threshold, rule: rule.words, chosenOn: "validation",
      sensitivity: point.sensitivity, specificity: point.specificity,
      sensitivityInterval: interval(.sensitivity), specificityInterval: interval(.specificity))
  }

  private func training(
    _ best: TrainingState.Best, set: TrainingSet, backbone: BackboneFile, scored: ScoredLabels
  ) -> ModelMetadata.Training {
    .init(
      recipe: configuration.recipe, seed: configuration.seed,
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
