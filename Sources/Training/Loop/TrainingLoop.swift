import LesionImage
import NeuralNetwork

/// The training itself: everything before it loads, everything after it writes.
struct TrainingLoop {
  let recipe: Recipe
  let seed: UInt64
  let set: TrainingSet
  let features: FeatureSource
  let examiner: ValidationExaminer
  let instructionSet: InstructionSet
  /// Whether other trainings will want the augmented features of this one.
  let keepsAugmentedFeatures: Bool
  /// How much work a killed process loses at most.
  let checkpointInterval: Duration
  let isCancelled: @Sendable () -> Bool
  let onEvent: @Sendable (TrainingEvent) -> Void
  /// Puts the state on the disk.
  let save: (TrainingState) throws(TrainingError) -> Void

  /// Trains from `state` to the recipe's last epoch.
  ///
  /// - Throws: `TrainingError`; with the code `cancelled` after saving whatever was learnt.
  func run(_ state: inout TrainingState) throws(TrainingError) {
    let optimizer = MomentumDescent(
      rate: Float(recipe.learningRate), momentum: Float(recipe.momentum))
    var gradient = HeadGradient(instructionSet: instructionSet)
    var saved = ContinuousClock.now
    while state.completedEpochs < recipe.epochs {
      let clock = ContinuousClock.now
      let epoch = state.completedEpochs + 1
      let order = set.draw(recipe.balance, seed: seed, epoch: epoch)
      let batches = (order.count + recipe.batchSize - 1) / recipe.batchSize
      let skipped = state.completedBatches * recipe.batchSize

      try features.stream(
        order, from: min(skipped, order.count), augmentation: augmentation(epoch),
        keeps: keepsAugmentedFeatures
      ) { (batch, rows) throws(TrainingError) in
        let labels = order[batch].map { set.labels[$0] }
        let loss = gradient.compute(
          state.head, features: rows, labels: labels, loss: recipe.loss)
        guard loss.isFinite else { throw diverged(epoch: epoch) }
        optimizer.step(
          parameters: &state.head.parameters, velocity: &state.velocity, gradient: gradient.values)
        state.lossSum += loss * Double(batch.count)
        state.completedBatches += 1
        onEvent(
          .step(
            epoch: epoch, batch: state.completedBatches, batches: batches,
            meanLoss: state.lossSum / Double(batch.upperBound)))
        if isCancelled() { return false }
        // An epoch may take minutes: whoever kills the process loses less than that.
        if ContinuousClock.now - saved >= checkpointInterval, state.completedBatches < batches {
          try save(state)
          saved = ContinuousClock.now
        }
        return true
      }
      if isCancelled() {
        try save(state)
        throw stopped("in epoch \(epoch) after batch \(state.completedBatches) of \(batches)")
      }

      let scores: [Double]
      do {
        scores = try validationLogits(state.head).map { Double(sigmoid($0)) }
      } catch {
        if error.code == .cancelled { try save(state) }
        throw error
      }
      let record = try examiner.record(
        scores, epoch: epoch, trainLoss: state.lossSum / Double(order.count),
        learningRate: recipe.learningRate, images: order.count - min(skipped, order.count),
        seconds: ContinuousClock.now - clock, best: state.best?.validationAUC)
      state.finishEpoch(record)
      try save(state)
      saved = ContinuousClock.now
      onEvent(.epoch(record))
    }
  }

  private func augmentation(_ epoch: Int) -> AugmentedStream? {
    recipe.augmentation == .none
      ? nil : AugmentedStream(policy: recipe.augmentation, seed: seed, epoch: epoch)
  }

  /// The logit of each validation image, as a head sees it.
  ///
  /// - Throws: `TrainingError` with the code `cancelled` where there was no time to look at all.
  func validationLogits(_ head: ClassificationHead) throws(TrainingError) -> [Float] {
    var logits: [Float] = []
    try features.stream(set.validation) { (_, rows) throws(TrainingError) in
      logits += head.logits(of: rows, instructionSet: instructionSet)
      return !isCancelled()
    }
    guard logits.count == set.validation.count else { throw stopped("during validation") }
    return logits
  }

  private func stopped(_ place: String) -> TrainingError {
    TrainingError(
      .cancelled, "The training was stopped \(place); it is saved: go on with --resume.")
  }

  private func diverged(epoch: Int) -> TrainingError {
    TrainingError(
      .diverged,
      "The loss is no longer a finite number in epoch \(epoch): use a smaller learning rate than "
        + "\(recipe.learningRate).")
  }
}
