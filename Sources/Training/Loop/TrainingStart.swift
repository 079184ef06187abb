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

  package init(
    epochs: Int, trainingImages: Int, trainingMalignant: Int, validationImages: Int,
    validationMalignant: Int, imagesPerEpoch: Int, threads: Int, resumedLog: [EpochRecord],
    resumedBatches: Int
  ) {
    self.epochs = epochs
    self.trainingImages = trainingImages
    self.trainingMalignant = trainingMalignant
    self.validationImages = validationImages
    self.validationMalignant = validationMalignant
    self.imagesPerEpoch = imagesPerEpoch
    self.threads = threads
    self.resumedLog = resumedLog
    self.resumedBatches = resumedBatches
  }
}
