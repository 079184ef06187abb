import Dataset
import FineTuning
import Reproduction
import Training

/// A fine-tuning as a cross-validation runs it.
struct FineTuningJob: TrainingJob {
  var configuration: FineTuningConfiguration

  var output: String { configuration.output }
  var checkpoint: String { configuration.checkpoint }
  var epochs: Int { configuration.recipe.epochs }

  func train(
    resumes: Bool, isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> TrainedModel {
    var configuration = configuration
    // The checkpoint goes only after the record is written, so that no moment loses the training.
    configuration.keepsCheckpoint = true
    configuration.resumes = resumes
    return try FineTuner(configuration).train(isCancelled: isCancelled, onEvent: onEvent)
  }
}

extension TrainingData {
  init(_ set: StudySet) {
    self.init(name: set.name, manifest: set.manifest)
  }
}
