/// What one epoch brought: a line of the log, and of the table on the terminal.
///
/// Rates are shares from 0 to 1, measured on the validation images without augmentation.
public struct EpochRecord: Codable, Sendable, Equatable {
  /// From 1.
  public let epoch: Int
  /// Mean of the recipe's loss over the epoch's draw, each batch taken before its step.
  public let trainLoss: Double
  public let validationAUC: Double
  public let validationAveragePrecision: Double
  /// Share of melanomas with a score of at least .5.
  public let recallAtHalf: Double
  /// Share of benign lesions with a score below .5.
  public let specificityAtHalf: Double
  /// The threshold that the operating point's rule chooses for this epoch.
  public let threshold: Double
  public let recallAtThreshold: Double
  public let specificityAtThreshold: Double
  public let learningRate: Double
  /// Drawn training images over the whole epoch's time, validation included.
  public let imagesPerSecond: Double
  /// Wall clock, without the time before an interruption.
  public let seconds: Double
  /// Whether the validation AUC is the best so far.
  public let isBest: Bool
  /// Share of the epoch's training time in which the trainer waited for images; nil where the
  /// backbone was frozen.
  public internal(set) var waitingShare: Double?
  /// Mean time of a step in milliseconds, without the waiting; nil where the backbone was frozen.
  public internal(set) var stepMilliseconds: Double?

  /// The number of the teacher whose epoch it is, from 1; nil for the model's own.
  public internal(set) var teacher: Int?

  /// The record as one of a teacher.
  package func of(teacher: Int) -> EpochRecord {
    var record = self
    record.teacher = teacher
    return record
  }

  /// The record with what only a fine-tuning knows.
  package func with(waitingShare: Double, stepMilliseconds: Double) -> EpochRecord {
    var record = self
    (record.waitingShare, record.stepMilliseconds) = (waitingShare, stepMilliseconds)
    return record
  }

  private enum CodingKeys: String, CodingKey {
    case epoch, teacher
    case trainLoss = "train_loss"
    case validationAUC = "validation_auc"
    case validationAveragePrecision = "validation_average_precision"
    case recallAtHalf = "recall_at_half"
    case specificityAtHalf = "specificity_at_half"
    case threshold
    case recallAtThreshold = "recall_at_threshold"
    case specificityAtThreshold = "specificity_at_threshold"
    case learningRate = "learning_rate"
    case imagesPerSecond = "images_per_second"
    case seconds
    case isBest = "is_best"
    case waitingShare = "waiting_share"
    case stepMilliseconds = "step_milliseconds"
  }
}
