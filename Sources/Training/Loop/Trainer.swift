import Dataset
import Evaluation
import Files
import Foundation
import LesionImage
import NeuralNetwork

/// Trains a classifier as a configuration says.
///
/// The same configuration, data and backbone give a model with the same bytes, whatever the number
/// of threads and however often the training was interrupted and resumed. (Another instruction
/// set, or another system's exponential function, may round differently.)
///
/// Memory: the decoded images and kept features within the configuration's budget, and about
/// 20 MB for each thread.
public struct Trainer: Sendable {
  public let configuration: TrainingConfiguration

  public init(_ configuration: TrainingConfiguration) {
    self.configuration = configuration
  }

  /// Trains, writes the model, and removes the checkpoint.
  ///
  /// After each epoch, every `checkpointInterval` within one, and when cancelled, the checkpoint and
  /// the log beside the model are brought up to date; every file is replaced in one step, so that even
  /// a killed process leaves whole files only. The model appears at the end.
  ///
  /// - Parameters:
  ///   - isCancelled: asked after every step; once true, the training saves itself and throws.
  ///   - onEvent: told about the progress, from several threads while images load.
  /// - Throws: `TrainingError`.
  public func train(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) -> TrainedModel {
    let recipe = configuration.recipe
    try recipe.validate()
    let files = configuration.files
    try files.checkModel()
    // Read before anything slow, so that a damaged one shows at once.
    let saved = try files.checkpointToResume(configuration.resumes, onEvent).map(Checkpoint.read)
    let backbone = try BackboneFile(
      path: configuration.backboneWeights, architecture: configuration.architecture)
    let plan = try backbone.plan(configuration.instructionSet)
    let featureBudget = configuration.memoryBudget / 4
    let set = try TrainingSet(
      configuration, width: plan.network.inputWidth, height: plan.network.inputHeight,
      memoryBudget: configuration.memoryBudget - featureBudget, isCancelled: isCancelled,
      onEvent: onEvent)
    if !set.unusable.isEmpty { onEvent(.leftOut(set.unusable)) }

    let identity = identity(of: set, backbone: backbone)
    var state = try startingState(plan.outputCount, identity: identity, saved: saved)
    let threads = configuration.workerCount
    let features = FeatureSource(
      store: set.store, plan: plan, batchSize: recipe.batchSize, threads: threads,
      shelf: configuration.workspace?.archive.map {
        FeatureShelf(
          $0, backbone: backbone, plan: plan, resizeMode: "\(configuration.resizeMode)",
          batchSize: recipe.batchSize)
      })
    let examiner = ValidationExaminer(
      labels: set.validation.map { set.labels[$0] }, rule: configuration.operatingPointRule)
    try files.writeLog(state.log)
    onEvent(.started(start(of: set, state: state, threads: threads)))

    // The backbone is frozen: whatever is looked at as it is needs to go through it only once.
    let constant = [set.validation] + (recipe.augmentation == .none ? [set.training] : [])
    let total = constant.reduce(0) { $0 + $1.count }
    try features.keep(constant, budget: featureBudget) { done in
      onEvent(.preparing(done: done, total: total))
      return !isCancelled()
    }
    let loop = TrainingLoop(
      recipe: recipe, seed: configuration.seed, set: set, features: features, examiner: examiner,
      instructionSet: configuration.instructionSet,
      keepsAugmentedFeatures: configuration.keepsAugmentedFeatures,
      checkpointInterval: configuration.checkpointInterval, isCancelled: isCancelled,
      onEvent: onEvent
    ) { (state) throws(TrainingError) in
      try Checkpoint(identity: identity, state: state).write(to: files.checkpoint)
      try files.writeLog(state.log)
    }
    try loop.run(&state)
    let model = try finish(state, set: set, backbone: backbone, loop: loop)
    if !configuration.keepsCheckpoint { try files.removeCheckpoint() }
    return model
  }

  private func startingState(
    _ inputCount: Int, identity: TrainingIdentity, saved: Checkpoint?
  ) throws(TrainingError) -> TrainingState {
    let layout = HeadLayout(inputCount: inputCount)
    guard let saved else {
      var generator = SeededGenerator(seed: configuration.seed, stream: RandomStream.head)
      return TrainingState(
        head: ClassificationHead(
          layout: layout, initialization: configuration.recipe.initialization,
          using: &generator))
    }
    var differences = identity.differences(fromCheckpoint: saved.identity)
    if differences.isEmpty && saved.state.head.layout != layout {
      differences.append("the head's size is not the same")
    }
    try configuration.files.requireNone(differences)
    return saved.state
  }

  private func identity(of set: TrainingSet, backbone: BackboneFile) -> TrainingIdentity {
    TrainingIdentity(
      recipe: configuration.recipe, seed: configuration.seed,
      split: configuration.splitDescription, dataName: configuration.dataName,
      data: set.fingerprint.hexadecimal,
      trainingImages: set.training.count, validationImages: set.validation.count,
      architecture: "\(configuration.architecture)", weights: "\(backbone.origin)",
      resizeMode: "\(configuration.resizeMode)",
      operatingPointRule: configuration.operatingPointRule.words,
      backbone: backbone.fingerprint.hexadecimal,
      instructionSet: "\(configuration.instructionSet)")
  }

  private func start(
    of set: TrainingSet, state: TrainingState, threads: Int
  ) -> TrainingStart {
    let malignant = set.malignantCount(set.training)
    return TrainingStart(
      epochs: configuration.recipe.epochs, trainingImages: set.training.count,
      trainingMalignant: malignant, validationImages: set.validation.count,
      validationMalignant: set.malignantCount(set.validation),
      imagesPerEpoch: configuration.recipe.balance.epochCount(
        malignant: malignant, benign: set.training.count - malignant),
      threads: threads, resumedLog: state.log, resumedBatches: state.completedBatches)
  }
}
