import Dataset
import Evaluation
import NeuralNetwork
import Screening

/// Scores decoded images with a model in any precision that the machine has, offered or not: how else
/// would one find out what it costs.
///
/// A score is that of `Screener` on the same image in the same precision, to the bit, whatever the
/// number of threads.
struct PrecisionScorer {
  /// The classifier, and the file with its weights.
  let network: Network
  let weights: Safetensors
  /// What makes the network's logits risks.
  let calibration: RiskCalibration
  let instructionSet: InstructionSet
  let threads: Int

  /// The precisions below 32-bit floats that the kernels have here.
  static func precisions(on instructionSet: InstructionSet) -> [Precision] {
    Precision.allCases.filter { $0 != .fp32 && $0.isAvailable(on: instructionSet) }
  }

  /// The network's outputs, one an image, in order.
  ///
  /// - Parameters:
  ///   - images: indices in the store.
  ///   - progress: receives how many images are done, and says whether to go on.
  /// - Returns: fewer logits than images where `progress` said stop.
  /// - Throws: `TrainingError` where the weights do not fit, or pixels are gone.
  func logits(
    in precision: Precision, of images: [Int], in store: ImageStore, progress: (Int) -> Bool
  ) throws(TrainingError) -> [Float] {
    let plan: ExecutionPlan
    do {
      plan = try ExecutionPlan(
        network, weights: weights, instructionSet: instructionSet, precision: precision)
    } catch {
      throw TrainingError(
        .unusableModel, "The model cannot be run in \(precision) here.", cause: error)
    }
    let source = FeatureSource(
      store: store, plan: plan, batchSize: Self.batchSize, threads: threads)
    var logits: [Float] = []
    try source.stream(images) { (batch, rows) throws(TrainingError) in
      logits += rows
      return progress(batch.upperBound)
    }
    return logits
  }

  /// The risk of melanoma of each image, in order; else as `logits(in:of:in:progress:)`.
  func scores(
    in precision: Precision, of images: [Int], in store: ImageStore, progress: (Int) -> Bool
  ) throws(TrainingError) -> [Double] {
    try logits(in: precision, of: images, in: store, progress: progress).map {
      Double(calibration.risk(ofLogit: $0))
    }
  }

  /// What a precision costs on images whose scores in 32-bit floats are known.
  ///
  /// - Parameters:
  ///   - reference: scores and labels of `images`, in their order.
  ///   - threshold: the model's operating threshold.
  ///   - measuredOn: what the images are called in the result.
  ///   - isCancelled: asked after every few images.
  /// - Throws: `TrainingError`; with the code `cancelled` where it was stopped.
  func measure(
    _ precision: Precision, on images: [Int], in store: ImageStore, reference: ScoredLabels,
    threshold: Double, measuredOn: String, isCancelled: @Sendable () -> Bool,
    onEvent: @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> MeasuredPrecision {
    let scores = try scores(in: precision, of: images, in: store) { done in
      onEvent(.measuring(precision, done: done, total: images.count))
      return !isCancelled()
    }
    guard scores.count == images.count, !isCancelled() else {
      throw TrainingError(
        .cancelled, "The measurement of \(precision) was stopped; nothing was written.")
    }
    do {
      let cost = try PrecisionCost(
        reference: reference, scores: scores, operatingThreshold: threshold)
      return MeasuredPrecision(
        precision, cost: cost, measuredOn: measuredOn, instructionSet: instructionSet)
    } catch {
      throw TrainingError(.unusableModel, "\(precision) cannot be measured.", cause: error)
    }
  }

  /// How often one is told of progress; it shows nowhere else.
  private static let batchSize = 16
}
