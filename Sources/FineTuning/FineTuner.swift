import Dataset
import Evaluation
import Foundation
import LesionImage
import NeuralNetwork
import TorchBackend
import Training

/// Trains every layer of a classifier as a configuration says, on libtorch.
///
/// The same configuration, data and weights give the same model on the same machine with the same
/// number of threads, however often the training was interrupted and resumed; elsewhere libtorch may
/// round differently.
///
/// Memory: the decoded images within the configuration's budget, and for MobileNetV3-Small about
/// 1.5 GB for libtorch and a batch of 32.
public struct FineTuner: Sendable {
  public let configuration: FineTuningConfiguration

  public init(_ configuration: FineTuningConfiguration) {
    self.configuration = configuration
  }

  /// Trains, writes the model, and removes the checkpoint.
  ///
  /// After each epoch, every `checkpointInterval` within one, and when cancelled, the checkpoint and
  /// the log beside the model are brought up to date; every file is replaced in one step, so that even
  /// a killed process leaves whole files only. The model appears at the end.
  ///
  /// With a process group, all processes train together and return alike; rank 0 alone writes files and
  /// tells `onEvent`. Where one stops or is asked to, all do.
  ///
  /// - Parameters:
  ///   - isCancelled: asked after every step; once true, the training saves itself and throws.
  ///   - onEvent: told about the progress, from several threads while images load.
  /// - Throws: `TrainingError`; with the code `missingBackend` where libtorch is not installed.
  public func train(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> TrainedModel {
    try configuration.recipe.validate()
    let backend = try self.backend()
    let peers = try Peers(configuration.processGroup, device: backend.device)
    let isLeader = peers.isLeader
    do throws(TrainingError) {
      return try train(
        on: backend, with: peers, isCancelled: isCancelled,
        onEvent: { if isLeader { onEvent($0) } })
    } catch {
      peers.leave(because: error)
      throw error
    }
  }

  /// Trains in a process group that has come together.
  func train(
    on backend: (runtime: TorchRuntime, device: TorchDevice), with peers: Peers,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> TrainedModel {
    let recipe = configuration.recipe
    let files = configuration.files
    if peers.isLeader { try files.checkModel() }
    // Read before anything slow, so that a damaged one shows at once.
    let path = peers.isLeader ? files.checkpointToResume(resumesItself, onEvent) : nil
    let saved = try shared(try path.map(FineTuningCheckpoint.read), peers)
    let start = try StartingWeights(configuration)
    let isLearnt = saved.map { $0.state.completedEpochs >= recipe.epochs } ?? false
    let teachers =
      isLearnt
      ? nil
      : try teachers(
        on: backend, with: peers, network: start.network, isCancelled: isCancelled,
        onEvent: onEvent)
    let set = try FineTuningSet(
      configuration, width: start.network.inputWidth, height: start.network.inputHeight,
      isCancelled: isCancelled, onEvent: onEvent)
    if !set.unusable.isEmpty { onEvent(.leftOut(set.unusable)) }
    if let notice = notice(start, set) { onEvent(.notice(notice)) }

    let identity = identity(of: set, start: start)
    try requireEqual(identity, peers)
    let sampler = sampler(of: set, peers)
    let network = try Self.network(
      start, recipe: recipe, diagnoses: set.diagnoses.names.count, seed: configuration.seed,
      device: backend.device, runtime: backend.runtime)
    var state = try startingState(network, sampler: sampler, identity: identity, saved: saved)
    let teacherLog = peers.isLeader ? teacherLog() : []
    if peers.isLeader { try files.writeLog(teacherLog + state.log) }
    onEvent(.started(started(set, sampler: sampler, state: state)))

    let threads = configuration.workerCount
    let shard = Shard(
      rank: peers.rank, count: peers.count, size: recipe.batchSize, isMixed: recipe.mixup > 0)
    let loop = FineTuningLoop(
      recipe: recipe, seed: configuration.seed, set: set, sampler: sampler,
      batches: ImageBatches(
        store: set.training, width: start.network.inputWidth, height: start.network.inputHeight,
        normalization: start.network.normalization, batchSize: shard.readPlaces.count,
        workers: threads),
      network: network, teachers: teachers, peers: peers, shard: shard,
      instructionSet: configuration.instructionSet,
      threads: threads,
      examiner: ValidationExaminer(
        labels: set.measuredLabels, rule: configuration.operatingPointRule),
      checkpointInterval: configuration.checkpointInterval, isCancelled: isCancelled,
      onEvent: onEvent
    ) { (state) throws(TrainingError) in
      guard peers.isLeader else { return }
      try FineTuningCheckpoint(identity: identity, state: state, of: network)
        .write(to: files.checkpoint)
      try files.writeLog(teacherLog + state.log)
    }
    try loop.run(&state)
    let model = try finish(state, start: start, loop: loop, teacherLog: teacherLog)
    if peers.isLeader {
      removeTeachers()
      if !configuration.keepsCheckpoint { try files.removeCheckpoint() }
    }
    return model
  }
}
