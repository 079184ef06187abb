import Dataset
import Files
import NeuralNetwork
import Screening

/// Scores the same images with many models that share one frozen backbone: each image goes through
/// the backbone once.
///
/// The scores are those of the trainer's head on the features. `BatchScorer`, which runs backbone and
/// head as one network, gives scores that differ by up to 2e-7 (measured).
public final class FeatureScorer {
  private let backbone: BackboneFile
  private let instructionSet: InstructionSet
  private let images: [Int]
  private let features: FeatureSource

  /// Decodes the images and computes their features, or takes those of the archive.
  ///
  /// - Parameters:
  ///   - records: the images; every one must be readable.
  ///   - configuration: of a training of any of the models.
  ///   - isCancelled: asked between images.
  ///   - onEvent: told about the progress, from several threads while images load.
  /// - Throws: `TrainingError`.
  public init(
    _ records: [LesionRecord], _ configuration: TrainingConfiguration,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws(TrainingError) {
    backbone = try BackboneFile(
      path: configuration.backboneWeights, architecture: configuration.architecture)
    instructionSet = configuration.instructionSet
    let plan = try backbone.plan(instructionSet)
    let budget = configuration.memoryBudget
    let store: ImageStore
    do {
      store = try ImageStore.load(
        records, width: plan.network.inputWidth, height: plan.network.inputHeight,
        mode: configuration.resizeMode, memoryBudget: budget / 2,
        workers: configuration.workerCount,
        progress: { onEvent(.loadingImages(done: $0, total: $1)) }, isCancelled: isCancelled)
    } catch {
      throw TrainingError(
        error.code == .cancelled ? .cancelled : .unusableData, error.message, cause: error.cause)
    }
    if let failure = store.failures.first {
      throw TrainingError(
        .unusableData, "\(failure.path) can no longer be used: \(failure.message)")
    }
    let batchSize = configuration.recipe.batchSize
    features = FeatureSource(
      store: store, plan: plan, batchSize: batchSize, threads: configuration.workerCount,
      shelf: configuration.workspace?.archive.map { [backbone] in
        FeatureShelf(
          $0, backbone: backbone, plan: plan, resizeMode: "\(configuration.resizeMode)",
          batchSize: batchSize)
      })
    images = Array(records.indices)
    var isStopped = false
    try features.keep([images], budget: budget / 4) { done in
      onEvent(.preparing(done: done, total: records.count))
      isStopped = isCancelled()
      return !isStopped
    }
    if isStopped { throw Self.stopped }
  }

  /// The probability of melanoma of each image by a model.
  ///
  /// - Parameter path: a model file whose backbone is the one of the configuration.
  /// - Throws: `TrainingError` with the code `unusableModel` where it is another one.
  public func scores(ofModel path: String) throws(TrainingError) -> [Double] {
    let (head, calibration) = try head(ofModel: path)
    var scores: [Double] = []
    try features.stream(images) { (_, rows) throws(TrainingError) in
      let logits = head.logits(of: rows, instructionSet: instructionSet)
      scores += logits.map { Double(calibration.risk(ofLogit: $0)) }
      return true
    }
    return scores
  }

  private func head(
    ofModel path: String
  ) throws(TrainingError) -> (ClassificationHead, RiskCalibration) {
    let layout = HeadLayout(inputCount: backbone.network.outputCount)
    var parameters: [Float] = []
    let calibration: RiskCalibration
    do {
      let file = try Safetensors(try FileBytes.read(path))
      calibration = try RiskCalibration(of: file)
      guard backbone.isContained(in: file) else { throw Refusal("it has another backbone") }
      for tensor in layout.tensors {
        guard file.tensor(named: tensor.name)?.shape == tensor.shape,
          let floats = file.floats(named: tensor.name)
        else { throw Refusal("the tensor \(tensor.name) is missing or misshapen") }
        parameters += floats
      }
    } catch {
      throw TrainingError(
        .unusableModel, "\(path) is no model on the backbone \(backbone.path).", cause: error)
    }
    return (ClassificationHead(layout: layout, parameters: parameters), calibration)
  }

  private struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private static let stopped = TrainingError(
    .cancelled, "The scoring was stopped; the same command goes on.")
}
