import Training

/// A training that can be gone on with, whatever it trains and by which optimiser.
public protocol TrainingJob: Sendable {
  /// Where the model goes.
  var output: String { get }
  /// The checkpoint's path.
  var checkpoint: String { get }
  /// How many epochs there are, for the progress.
  var epochs: Int { get }

  /// Trains, writes the model, and leaves the checkpoint where it can.
  ///
  /// - Parameter resumes: whether to go on with the checkpoint, which exists.
  /// - Throws: `TrainingError`; `cancelled` with everything saved.
  func train(
    resumes: Bool, isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> TrainedModel
}

/// Training of the head on frozen features, as the paper does.
public struct HeadTrainingJob: TrainingJob {
  public var configuration: TrainingConfiguration

  public init(_ configuration: TrainingConfiguration) { self.configuration = configuration }

  public var output: String { configuration.output }
  public var checkpoint: String { configuration.checkpoint }
  public var epochs: Int { configuration.recipe.epochs }

  public func train(
    resumes: Bool, isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> TrainedModel {
    var configuration = configuration
    // The checkpoint goes only after the record is written, so that no moment loses the training.
    configuration.keepsCheckpoint = true
    configuration.resumes = resumes
    return try Trainer(configuration).train(isCancelled: isCancelled, onEvent: onEvent)
  }
}
