import Dataset
import Evaluation
import NeuralNetwork

extension ModelFile {
  /// What each lower precision that this machine has costs the finished model on its validation
  /// images, which lie decoded in memory; nil where the machine has none.
  ///
  /// The reference are the trainer's own scores, from which the file's validation AUC comes too.
  ///
  /// - Parameters:
  ///   - precisions: nil takes all that the machine has.
  ///   - images: indices in the store, in the order of `reference`.
  /// - Throws: `TrainingError` with the code `cancelled`; the checkpoint is then on the disk. Any other
  ///   failure costs the offer and not the training.
  package func measuredPrecisions(
    _ precisions: [Precision]? = nil, network: Network, images: [Int], store: ImageStore,
    reference: ScoredLabels, instructionSet: InstructionSet, threads: Int,
    isCancelled: @Sendable () -> Bool, onEvent: @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> [MeasuredPrecision]? {
    let precisions = precisions ?? PrecisionScorer.precisions(on: instructionSet)
    guard !precisions.isEmpty else { return nil }
    let scorer = PrecisionScorer(
      network: network, weights: weights.file,
      calibration: metadata.calibration?.riskCalibration ?? .identity,
      instructionSet: instructionSet, threads: threads)
    var measured: [MeasuredPrecision] = []
    for precision in precisions {
      do {
        measured.append(
          try scorer.measure(
            precision, on: images, in: store, reference: reference,
            threshold: metadata.operatingPoint.threshold, measuredOn: "validation",
            isCancelled: isCancelled, onEvent: onEvent))
      } catch {
        guard error.code != .cancelled else {
          throw TrainingError(
            .cancelled,
            "The training was stopped while \(precision) was measured; it is saved: go on with "
              + "--resume.")
        }
        onEvent(.notice("\(precision) is not offered: \(error)"))
      }
    }
    return measured
  }
}
