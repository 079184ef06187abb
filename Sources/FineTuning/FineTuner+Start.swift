import Dataset
import NeuralNetwork
import TorchBackend
import Training

extension FineTuner {
  /// libtorch, and where it computes.
  func backend() throws(TrainingError) -> (runtime: TorchRuntime, device: TorchDevice) {
    do throws(TorchError) {
      let runtime = try TorchRuntime.load()
      try runtime.setThreads(configuration.workerCount)
      return (
        runtime,
        try configuration.device.device(
          localRank: configuration.processGroup?.localRank ?? 0, runtime: runtime)
      )
    } catch {
      throw TrainingError(error)
    }
  }

  static func network(
    _ start: StartingWeights, recipe: FineTuningRecipe, diagnoses: Int, seed: UInt64,
    device: TorchDevice, runtime: TorchRuntime
  ) throws(TrainingError) -> LearningNetwork {
    do throws(TorchError) {
      return try LearningNetwork(
        start.network, weights: start.tensors, recipe: recipe, diagnoses: diagnoses, seed: seed,
        device: device, runtime: runtime)
    } catch {
      throw TrainingError(error)
    }
  }

  func sampler(of set: FineTuningSet, _ peers: Peers) -> BatchSampler {
    BatchSampler(
      images: set.trained, labels: set.trainingRecords.map(\.isMalignant),
      sources: set.sourceOfImage, dataOfSource: set.dataOfSource, diagnoses: set.diagnoses.ofImage,
      balance: configuration.recipe.balance,
      imagesPerEpoch: configuration.recipe.imagesPerEpoch(of: set.trained.count),
      batchSize: configuration.recipe.batchSize * peers.count, seed: configuration.seed)
  }

  /// What a reader of the validation's figures must know about the model that was trained further.
  func notice(_ start: StartingWeights, _ set: FineTuningSet) -> String? {
    guard let seen = start.backbone.provenance.map({ Set($0.trainingImages) }) else { return nil }
    let count = FineTuningSet.hashes(set.measured, of: set.validation).count { seen.contains($0) }
    guard count > 0 else { return nil }
    return "\(configuration.initialWeights) was trained on \(count) of the \(set.measured.count) "
      + "validation images: their figures, and the thresholds chosen on them, flatter the model."
  }

  func identity(of set: FineTuningSet, start: StartingWeights) -> FineTuningIdentity {
    FineTuningIdentity(
      recipe: configuration.recipe, processes: configuration.processGroup?.worldSize ?? 1,
      seed: configuration.seed, split: configuration.splitDescription,
      dataName: configuration.dataName, data: set.fingerprint.hexadecimal,
      trainingImages: set.trained.count,
      validationImages: set.measured.count, architecture: "\(configuration.architecture)",
      weights: "\(start.backbone.origin)", resizeMode: "\(configuration.resizeMode)",
      operatingPointRule: configuration.operatingPointRule.words,
      start: start.fingerprint.hexadecimal)
  }

  /// Puts the network where the checkpoint left it.
  func startingState(
    _ network: LearningNetwork, sampler: BatchSampler, identity: FineTuningIdentity,
    saved: FineTuningCheckpoint?
  ) throws(TrainingError) -> FineTuningState {
    guard let saved else { return FineTuningState() }
    try configuration.files.requireNone(identity.differences(fromCheckpoint: saved.identity))
    let state = saved.state
    do throws(TorchError) {
      try network.restore(
        saved.network, steps: state.completedEpochs * sampler.batches + state.completedBatches)
    } catch {
      throw TrainingError(
        .corruptCheckpoint,
        "The checkpoint \(configuration.checkpoint) does not fit the network: delete it and train "
          + "without --resume.", cause: error)
    }
    return state
  }

  func started(
    _ set: FineTuningSet, sampler: BatchSampler, state: FineTuningState
  ) -> TrainingStart {
    TrainingStart(
      epochs: configuration.recipe.epochs, trainingImages: set.trained.count,
      trainingMalignant: set.malignantCount(set.trained), validationImages: set.measured.count,
      validationMalignant: set.measuredLabels.count { $0 },
      imagesPerEpoch: sampler.imagesPerEpoch, threads: configuration.workerCount,
      resumedLog: state.log, resumedBatches: state.completedBatches)
  }
}
