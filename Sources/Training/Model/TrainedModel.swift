import Dataset
import Evaluation

/// A finished training: where the model is and how it did.
public struct TrainedModel: Sendable {
  /// The model's file.
  public let path: String
  /// What the file says about itself.
  public let metadata: ModelMetadata
  /// The validation images' scores under the best epoch's head.
  public let validation: ScoredLabels
  /// One record an epoch, those before an interruption included.
  public let log: [EpochRecord]
  /// The epochs of the teachers it learnt from, one teacher after the other.
  public let teacherLog: [EpochRecord]
  /// Images that could not be decoded and took no part.
  public let unusable: [ImageFailure]

  package init(
    path: String, metadata: ModelMetadata, validation: ScoredLabels, log: [EpochRecord],
    teacherLog: [EpochRecord] = [], unusable: [ImageFailure]
  ) {
    self.path = path
    self.metadata = metadata
    self.validation = validation
    self.log = log
    self.teacherLog = teacherLog
    self.unusable = unusable
  }
}
