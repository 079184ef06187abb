import Evaluation
import LesionImage
import NeuralNetwork
import TorchBackend
import Training

/// The training of all layers: draw, augment, gradient, step; after each epoch the validation images,
/// scored by our own engine with the averaged weights.
struct FineTuningLoop {
  let recipe: FineTuningRecipe
  let seed: UInt64
  let set: FineTuningSet
  let sampler: BatchSampler
  let batches: ImageBatches
  let network: LearningNetwork
  /// nil where the labels alone are learnt.
  let teachers: Teachers?
  let peers: Peers
  /// This process's part of every batch.
  let shard: Shard
  let instructionSet: InstructionSet
  let threads: Int
  let examiner: ValidationExaminer
  /// How much work a killed process loses at most.
  let checkpointInterval: Duration
  let isCancelled: @Sendable () -> Bool
  let onEvent: @Sendable (TrainingEvent) -> Void
  /// Puts the state and the network on the disk.
  let save: (FineTuningState) throws(TrainingError) -> Void

  /// Steps of the whole training.
  var steps: Int { recipe.epochs * sampler.batches }

  /// Trains from `state` to the recipe's last epoch.
  ///
  /// - Throws: `TrainingError`; with the code `cancelled` after saving whatever was learnt.
  func run(_ state: inout FineTuningState) throws(TrainingError) {
    var saved = ContinuousClock.now
    var pace = Pace(
      steps: steps - state.completedEpochs * sampler.batches - state.completedBatches,
      batchSize: sampler.batchSize)
    while state.completedEpochs < recipe.epochs {
      let epoch = state.completedEpochs + 1
      let order = sampler.order(epoch: epoch)
      var isStopping = false
      pace.beginEpoch()
      try batches.run(
        shard.read(of: order), from: state.completedBatches * shard.readPlaces.count,
        augmentation: StrongAugmentedStream(
          policy: recipe.augmentation, seed: seed, epoch: epoch),
        positionOfRow: shard.position(ofRead:)
      ) { (batch) throws(TrainingError) in
        let begun = pace.beginStep()
        let start = state.completedBatches * sampler.batchSize
        let rate = try learn(
          batch, of: order[start..<start + sampler.batchSize], epoch: epoch, &state, &isStopping)
        pace.endStep(begun: begun)
        onEvent(.fineTuningStep(progress(of: state, epoch: epoch, rate: rate, pace)))
        if isStopping { return false }
        // An epoch may take minutes: whoever kills the process loses less than that.
        if ContinuousClock.now - saved >= checkpointInterval,
          state.completedBatches < sampler.batches
        {
          try save(state)
          saved = .now
          pace.skipPause()
        }
        return true
      }
      if isStopping {
        try save(state)
        throw stopped(
          "in epoch \(epoch) after batch \(state.completedBatches) of \(sampler.batches)")
      }
      let record = try validate(epoch: epoch, &state, pace)
      state.finishEpoch(record)
      try save(state)
      saved = .now
      onEvent(.epoch(record))
    }
  }

  /// Takes one step with this process's part of a batch; returns its learning rate.
  private func learn(
    _ batch: ImageBatch, of whole: ArraySlice<Int>, epoch: Int, _ state: inout FineTuningState,
    _ isStopping: inout Bool
  ) throws(TrainingError) -> Double {
    let step = state.completedEpochs * sampler.batches + state.completedBatches
    let rate = recipe.learningRate(step: step, stepsInEpoch: sampler.batches)
    var targets = BatchTargets(
      labels: whole.map { set.trainingRecords[$0].isMalignant },
      diagnoses: whole.map { set.diagnoses.ofImage[$0] })
    do throws(TorchError) {
      try network.learn(headAlone: epoch <= recipe.headEpochs ?? 0)
      if let teachers, let distillation = recipe.distillation {
        let own = teachers.risks(of: batch, rows: shard.ownRows)
        targets = targets.taught(
          try peers.whole(own, width: 1, size: shard.size), weight: distillation.weight)
      }
      var input = try Tensor(
        borrowingRows: batch.pixels, batch: batch.images.count, height: batch.height,
        width: batch.width, channels: 3, device: network.graph.device)
      if recipe.mixup > 0 {
        var generator = SeededGenerator(
          seed: seed, stream: RandomStream.mixup, UInt64(epoch), UInt64(state.completedBatches))
        let share = generator.nextBeta(recipe.mixup)
        input = try input * share + input.flipped(dimension: 0) * (1 - share)
        if shard.size < batch.images.count { input = try input[shard.ownRows].channelsLast() }
        targets = targets.mixed(keeping: share)
      }
      var chance = SeededGenerator(
        seed: seed, stream: RandomStream.step, UInt64(epoch), UInt64(state.completedBatches))
      let freezesBatchNorm = Double(step) >= recipe.batchNormFreeze * Double(steps)
      let loss = try network.learn(
        input, targets: targets, loss: BatchLoss(recipe.loss),
        freezesBatchNorm: freezesBatchNorm, places: shard.places, seed: chance.next(), peers: peers)
      guard loss.isFinite else { throw TorchError(.nonFinite, "") }
      isStopping = try network.meet(peers, isStopping: isCancelled())
      try network.step(learningRate: rate)
      state.lossSum += loss
      state.completedBatches += 1
      return rate
    } catch {
      throw error.code == .nonFinite ? diverged(epoch: epoch) : TrainingError(error)
    }
  }

  private func validate(
    epoch: Int, _ state: inout FineTuningState, _ pace: Pace
  ) throws(TrainingError) -> EpochRecord {
    let tensors: [TrainableNetwork.FileTensor]
    do throws(TorchError) {
      tensors = try network.modelTensors()
    } catch {
      throw error.code == .nonFinite ? diverged(epoch: epoch) : TrainingError(error)
    }
    let logits: [Float]
    do throws(TrainingError) {
      logits = try validationLogits(try tensors.safetensors()).logits
    } catch {
      if error.code == .cancelled { try save(state) }
      throw error
    }
    let record = try examiner.record(
      logits.map { Double(sigmoid($0)) }, epoch: epoch,
      trainLoss: state.lossSum / Double(max(1, state.completedBatches)),
      learningRate: recipe.learningRate(
        step: epoch * sampler.batches - 1, stepsInEpoch: sampler.batches),
      images: pace.imagesOfEpoch, seconds: pace.timeOfEpoch, best: state.best?.validationAUC)
    if record.isBest {
      state.best = .init(
        epoch: epoch, validationAUC: record.validationAUC,
        tensors: recipe.keptEpoch == .best ? tensors : [])
    }
    return record.with(
      waitingShare: pace.waitingShareOfEpoch, stepMilliseconds: pace.millisecondsPerStepOfEpoch)
  }

  /// What the engine says about the validation images with these weights of the whole classifier.
  func validationLogits(_ weights: Safetensors) throws(TrainingError) -> ValidationLogits {
    let (part, records) = (Array(peers.part(of: set.measured)), set.validationRecords)
    var mine: [Float] = []
    var stopped: TrainingError?
    do throws(TrainingError) {
      mine = try ValidationLogits(
        of: part, in: set.validation, records: records, network: network.graph.network,
        weights: weights, instructionSet: instructionSet, threads: threads
      ) { _ in !isCancelled() }.logits
    } catch {
      guard error.code == .cancelled else { throw error }
      stopped = error
    }
    guard try !peers.isAnyStopping(stopped != nil) else {
      throw stopped ?? self.stopped("during validation")
    }
    return try ValidationLogits(
      logits: try peers.joined(mine), labels: set.measuredLabels,
      patients: set.measured.map { records[$0].patientID })
  }

  private func progress(
    of state: FineTuningState, epoch: Int, rate: Double, _ pace: Pace
  ) -> FineTuningStep {
    FineTuningStep(
      epoch: epoch, batch: state.completedBatches, batches: sampler.batches,
      meanLoss: state.lossSum / Double(max(1, state.completedBatches)), learningRate: rate,
      imagesPerSecond: pace.imagesPerSecond, waitingShare: pace.waitingShare,
      timeLeft: pace.timeLeft)
  }

  private func stopped(_ place: String) -> TrainingError {
    TrainingError(
      .cancelled, "The training was stopped \(place); it is saved: go on with --resume.")
  }

  private func diverged(epoch: Int) -> TrainingError {
    TrainingError(
      .diverged,
      "The loss is no longer a finite number in epoch \(epoch): use a smaller learning rate than "
        + "\(recipe.schedule.peak).")
  }
}
