import Dataset
import LesionImage
import NeuralNetwork
import Parallelism
import Screening

/// Fits the detector of pictures without a lesion to a finished network.
public struct NoveltyFitter: Sendable {
  private let policy: NoveltyPolicy
  private let network: Network
  private let weights: Safetensors
  private let mode: ResizeMode
  private let instructionSet: InstructionSet
  private let threads: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - network: the classifier.
  ///   - weights: its tensors, as the model file holds them.
  ///   - mode: how images become square.
  ///   - threads: at least 1.
  ///   - seed: which images are drawn, where there are more than the policy asks for, follows from it.
  public init(
    policy: NoveltyPolicy, network: Network, weights: Safetensors, mode: ResizeMode,
    instructionSet: InstructionSet, threads: Int, seed: UInt64
  ) {
    self.policy = policy
    self.network = network
    self.weights = weights
    self.mode = mode
    self.instructionSet = instructionSet
    self.threads = threads
    self.seed = seed
  }

  /// For a finished model.
  ///
  /// - Parameters:
  ///   - weights: the model's file.
  ///   - threads: nil takes one a core.
  public init(
    of model: ScreeningModel, weights: Safetensors, policy: NoveltyPolicy, threads: Int? = nil
  ) {
    self.init(
      policy: policy, network: model.plan.network, weights: weights, mode: model.preprocessing.mode,
      instructionSet: model.plan.instructionSet,
      threads: max(1, threads ?? Parallel.workerCount), seed: 0)
  }

  /// Lesions, and what the model file calls them.
  public struct Lesions: Sendable {
    public let records: [LesionRecord]
    let name: String

    public init(_ records: [LesionRecord], name: String) {
      self.records = records
      self.name = name
    }
  }

  /// Learns what lesions look like from some, and how far others of them lie.
  ///
  /// Files are read anew, unaugmented, on the road of `Screener`; those that cannot be read are left out.
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - lesions: to learn from.
  ///   - others: that the network was not trained on, to choose the limit on.
  ///   - isCancelled: asked before each image.
  ///   - onEvent: told about the progress, from several threads.
  /// - Returns: nil where there are fewer than `NoveltyPolicy.fewestImages` of either, or they are all
  ///   alike.
  /// - Throws: `TrainingError`; with the code `cancelled` where it was stopped.
  public func fit(
    to lesions: Lesions, limitedBy others: Lesions, isCancelled: @Sendable () -> Bool,
    onEvent: @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> FittedNovelty? {
    let learnt = policy.sample(lesions.records, seed: seed)
    let measured = policy.sample(others.records, seed: seed)
    guard min(learnt.count, measured.count) >= NoveltyPolicy.fewestImages else { return nil }
    let layer = network.noveltyLayer
    let meter = try self.meter(layer)
    let files = (learnt + measured).map(\.path)
    let rows = meter.values(
      of: files, progress: { onEvent(.fittingNovelty(done: $0, total: files.count)) },
      isCancelled: isCancelled)
    guard !isCancelled() else {
      throw TrainingError(
        .cancelled, "Learning what lesions look like was stopped; nothing was written.")
    }
    let values = rows.prefix(learnt.count).compactMap(\.self)
    let held = rows.dropFirst(learnt.count).compactMap(\.self)
    guard min(values.count, held.count) >= NoveltyPolicy.fewestImages,
      let fit = NoveltyFit(values)
    else { return nil }
    let count = meter.plan.tapCount
    let numbers = FittedNovelty.stored(fit.numbers, count: count)
    let draft = NoveltyDetector(count: count, numbers: numbers, limit: 1)
    let distances = held.map { row in row.withUnsafeBufferPointer { draft.distance(of: $0) } }
    let chosen = ModelMetadata.Novelty.Limit(of: distances, by: policy, chosenOn: others.name)
    guard let chosen else { return nil }
    return FittedNovelty(
      detector: NoveltyDetector(count: count, numbers: numbers, limit: Float(chosen.value)),
      metadata: ModelMetadata.Novelty(
        layer: layer, limit: chosen, shrinkage: fit.shrinkage, fittedOn: lesions.name,
        fittedImages: values.count))
  }

  private func meter(_ layer: Int) throws(TrainingError) -> TapMeter {
    do {
      return TapMeter(
        plan: try ExecutionPlan(
          network, weights: weights, instructionSet: instructionSet, tap: layer),
        preprocessing: Preprocessing(
          width: network.inputWidth, height: network.inputHeight, mode: mode,
          normalization: network.normalization), threads: threads)
    } catch {
      throw TrainingError(
        .unusableModel, "The weights do not fit \(network.architecture).", cause: error)
    }
  }
}
