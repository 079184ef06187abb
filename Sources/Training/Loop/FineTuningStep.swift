/// Where a fine-tuning stands after a step.
public struct FineTuningStep: Sendable, Equatable {
  /// From 1.
  public var epoch: Int
  /// Steps taken in the epoch.
  public var batch: Int
  /// Steps of the epoch.
  public var batches: Int
  /// Mean over the epoch so far.
  public var meanLoss: Double
  /// Of the head, in this step.
  public var learningRate: Double
  /// Drawn images over the time since this run began, validation included; nil in its first step.
  public var imagesPerSecond: Double?
  /// Share of that time in which the trainer waited for images.
  public var waitingShare: Double
  /// Until the last epoch is over, at the pace so far; nil in the first step.
  public var timeLeft: Duration?

  package init(
    epoch: Int, batch: Int, batches: Int, meanLoss: Double, learningRate: Double,
    imagesPerSecond: Double?, waitingShare: Double, timeLeft: Duration?
  ) {
    self.epoch = epoch
    self.batch = batch
    self.batches = batches
    self.meanLoss = meanLoss
    self.learningRate = learningRate
    self.imagesPerSecond = imagesPerSecond
    self.waitingShare = waitingShare
    self.timeLeft = timeLeft
  }
}
