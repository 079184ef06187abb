import Dataset
import LesionImage
import NeuralNetwork

extension ModelFile {
  /// Teaches the finished model to tell pictures without a lesion, where there are images enough.
  ///
  /// - Parameters:
  ///   - policy: nil does nothing.
  ///   - training: what the network was trained on.
  ///   - validation: what it was not, to choose the limit on.
  /// - Throws: `TrainingError` with the code `cancelled`; the checkpoint is then on the disk.
  package mutating func learnNovelty(
    _ policy: NoveltyPolicy?, network: Network, mode: ResizeMode, training: [LesionRecord],
    validation: [LesionRecord], seed: UInt64, instructionSet: InstructionSet, threads: Int,
    isCancelled: @Sendable () -> Bool, onEvent: @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) {
    guard let policy else { return }
    let fitter = NoveltyFitter(
      policy: policy, network: network, weights: weights.file, mode: mode,
      instructionSet: instructionSet, threads: threads, seed: seed)
    do {
      let fitted = try fitter.fit(
        to: .init(training, name: "training"), limitedBy: .init(validation, name: "validation"),
        isCancelled: isCancelled, onEvent: onEvent)
      if let fitted { adopt(fitted) }
    } catch {
      guard error.code == .cancelled else { throw error }
      throw TrainingError(
        .cancelled,
        "The training was stopped while the model learnt to tell pictures without a lesion; it is "
          + "saved: go on with --resume.")
    }
  }
}
