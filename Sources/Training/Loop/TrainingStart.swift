/// What a training is about to do.
public struct TrainingStart: Sendable, Equatable {
  public let epochs: Int
  public let trainingImages: Int
  public let trainingMalignant: Int
  public let validationImages: Int
  public let validationMalignant: Int
  /// Images drawn in one epoch, after balancing the classes.
  public let imagesPerEpoch: Int
  public let threads: Int
  /// The records of epochs done before an interruption; empty in a fresh training.
  public let resumedLog: [EpochRecord]
  /// Steps of the next epoch that were done before an interruption.
  public let resumedBatches: Int
}
