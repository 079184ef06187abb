import TorchBackend
import Training

/// Where a fine-tuning stands, beside what `LearningNetwork` knows.
///
/// The random numbers need no place here, because every stream is named by the seed, the epoch and
/// the position in it.
struct FineTuningState: Sendable {
  /// The best epoch so far, with its weights where the recipe keeps that epoch.
  var best: Best?
  /// Epochs that are over.
  var completedEpochs = 0
  /// Steps taken in the epoch that is running.
  var completedBatches = 0
  /// Sum of the loss of those steps.
  var lossSum = 0.0
  /// One record for each epoch that is over.
  var log: [EpochRecord] = []

  struct Best: Sendable {
    /// From 1.
    var epoch: Int
    var validationAUC: Double
    /// Of the whole classifier; empty where the recipe takes the last epoch.
    var tensors: [TrainableNetwork.FileTensor]
  }

  /// Closes the running epoch.
  mutating func finishEpoch(_ record: EpochRecord) {
    log.append(record)
    completedEpochs += 1
    (completedBatches, lossSum) = (0, 0)
  }
}
