import Dataset
import Evaluation
import NeuralNetwork
import Parallelism
import Screening

/// Measures what lower precisions cost a finished model on labelled images. Each image is decoded once.
///
/// Memory: the decoded images within the budget, and one arena a thread.
public struct PrecisionMeter: Sendable {
  /// What was found.
  public struct Measurement: Sendable {
    /// The reference scores of the images that could be read.
    public let reference: ScoredLabels
    /// One a precision, in the order asked for.
    public let precisions: [MeasuredPrecision]
    /// Images that could not be decoded.
    public let unusable: [ImageFailure]
  }

  private let model: ScreeningModel
  private let weights: Safetensors
  private let threads: Int
  private let memoryBudget: Int

  /// - Parameters:
  ///   - model: in 32-bit floats; its instruction set is the one measured.
  ///   - file: the same model's file.
  ///   - threads: nil takes one a core.
  ///   - memoryBudget: bytes for decoded images; the rest lies in a temporary file.
  public init(
    _ model: ScreeningModel, file: Safetensors, threads: Int? = nil,
    memoryBudget: Int = ImageStore.defaultMemoryBudget
  ) {
    self.model = model
    weights = file
    self.threads = max(1, threads ?? Parallel.workerCount)
    self.memoryBudget = memoryBudget
  }

  /// The precisions below 32-bit floats that can be measured on this machine.
  public var precisions: [Precision] {
    PrecisionScorer.precisions(on: model.plan.instructionSet)
  }

  /// Scores the images in 32-bit floats and in each precision.
  ///
  /// - Parameters:
  ///   - records: the images.
  ///   - precisions: out of `precisions`.
  ///   - measuredOn: what the images are called in the result.
  ///   - isCancelled: asked between images.
  ///   - onEvent: told about the progress, from several threads while images load.
  /// - Throws: `TrainingError`; with the code `cancelled` where it was stopped.
  public func measure(
    _ records: [LesionRecord], in precisions: [Precision], measuredOn: String,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> Measurement {
    let store = try load(records, isCancelled: isCancelled, onEvent: onEvent)
    let broken = Set(store.failures.map(\.index))
    let images = records.indices.filter { !broken.contains($0) }
    guard !images.isEmpty else {
      throw TrainingError(
        .unusableData, "Not one of the \(records.count) images could be read.")
    }
    let scorer = PrecisionScorer(
      network: model.plan.network, weights: weights, calibration: model.calibration,
      instructionSet: model.plan.instructionSet,
      threads: threads)
    let scores = try scorer.scores(in: .fp32, of: images, in: store) { done in
      onEvent(.measuring(.fp32, done: done, total: images.count))
      return !isCancelled()
    }
    guard scores.count == images.count, !isCancelled() else {
      throw TrainingError(.cancelled, "The measurement was stopped; nothing was written.")
    }
    let reference: ScoredLabels
    do {
      reference = try ScoredLabels(scores: scores, labels: images.map { records[$0].isMalignant })
    } catch {
      throw TrainingError(
        .unusableModel, "The model gives scores that are no numbers.", cause: error)
    }
    var measured: [MeasuredPrecision] = []
    for precision in precisions {
      measured.append(
        try scorer.measure(
          precision, on: images, in: store, reference: reference,
          threshold: Double(model.threshold), measuredOn: measuredOn, isCancelled: isCancelled,
          onEvent: onEvent))
    }
    return Measurement(
      reference: reference, precisions: measured, unusable: store.failures)
  }

  private func load(
    _ records: [LesionRecord], isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> ImageStore {
    let preprocessing = model.preprocessing
    do {
      return try ImageStore.load(
        records, width: preprocessing.width, height: preprocessing.height,
        mode: preprocessing.mode, memoryBudget: memoryBudget, workers: threads,
        progress: { onEvent(.loadingImages(done: $0, total: $1)) }, isCancelled: isCancelled)
    } catch {
      throw TrainingError(
        error.code == .cancelled ? .cancelled : .unusableData, error.message, cause: error.cause)
    }
  }
}
