import Evaluation
import NeuralNetwork

extension Trainer {
  /// What each lower precision that this machine has costs the finished model on its validation
  /// images, which lie decoded in memory; nil where the machine has none.
  ///
  /// The reference are the trainer's own scores, from which the file's validation AUC comes too.
  ///
  /// - Throws: `TrainingError` with the code `cancelled`; the checkpoint is then on the disk. Any other
  ///   failure costs the offer and not the training.
  func measurePrecisions(
    of file: ModelFile, set: TrainingSet, scored: ScoredLabels, loop: TrainingLoop
  ) throws(TrainingError) -> [MeasuredPrecision]? {
    let precisions =
      configuration.measuredPrecisions
      ?? PrecisionScorer.precisions(on: configuration.instructionSet)
    guard !precisions.isEmpty else { return nil }
    let weights: Safetensors
    do {
      weights = try Safetensors(try file.serialized())
    } catch {
      throw TrainingError(.unwritable, "The model cannot be put into a file.", cause: error)
    }
    let scorer = PrecisionScorer(
      network: .classifier(configuration.architecture, origin: file.backbone.origin),
      weights: weights, instructionSet: configuration.instructionSet,
      threads: configuration.workerCount)
    var measured: [MeasuredPrecision] = []
    for precision in precisions {
      do {
        measured.append(
          try scorer.measure(
            precision, on: set.validation, in: set.store, reference: scored,
            threshold: file.metadata.operatingPoint.threshold, measuredOn: "validation",
            isCancelled: loop.isCancelled, onEvent: loop.onEvent))
      } catch {
        guard error.code != .cancelled else {
          throw TrainingError(
            .cancelled,
            "The training was stopped while \(precision) was measured; it is saved: go on with "
              + "--resume.")
        }
        loop.onEvent(.notice("\(precision) is not offered: \(error)"))
      }
    }
    return measured
  }
}
