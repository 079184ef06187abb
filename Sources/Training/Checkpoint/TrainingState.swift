/// Everything that changes while a training runs, and nothing else: a checkpoint is this value on
/// disk.
///
/// The random numbers need no place here, because every stream is named by the seed, the epoch and
/// the position in it.
struct TrainingState: Sendable, Equatable {
  var head: ClassificationHead
  /// The optimiser's memory, in the head's layout.
  var velocity: [Float]
  /// The best epoch so far, and the head as it was then.
  var best: Best?
  /// Epochs that are over.
  var completedEpochs = 0
  /// Steps taken in the epoch that is running.
  var completedBatches = 0
  /// Sum of the loss over the images of those steps.
  var lossSum = 0.0
  /// One record for each epoch that is over.
  var log: [EpochRecord] = []

  struct Best: Sendable, Equatable {
    /// From 1.
    var epoch: Int
    var validationAUC: Double
    var parameters: [Float]
  }

  init(head: ClassificationHead) {
    self.head = head
    velocity = [Float](repeating: 0, count: head.parameters.count)
  }

  /// Closes the running epoch; a validation AUC above all before makes it the best.
  mutating func finishEpoch(_ record: EpochRecord) {
    if record.isBest {
      best = Best(
        epoch: record.epoch, validationAUC: record.validationAUC, parameters: head.parameters)
    }
    log.append(record)
    completedEpochs += 1
    (completedBatches, lossSum) = (0, 0)
  }
}
