import Files
import Foundation
import NeuralNetwork
import Report
import Training

/// Runs everything that the paper reports, and writes one report of it.
///
///     let report = try Reproducer(configuration).run()
///
/// The output folder gets the report (after every stage anew, so that a run that is stopped leaves a
/// report of what is done), `models/` with every trained model, and `stages/` with the result of each
/// stage. The same configuration goes on where it was stopped, be it by a signal or a power cut, and
/// ends in the same numbers, times aside: they depend on the data, the weights, the seed, the recipe
/// and, in their last digits, the kind of processor and system, not on the number of threads.
///
/// A folder holds one reproduction. A run that would have to replace results of other data, weights,
/// seeds or recipes is refused unless the configuration allows it, and so is a second run at once.
public struct Reproducer: Sendable {
  public let configuration: ReproductionConfiguration

  public init(_ configuration: ReproductionConfiguration) {
    self.configuration = configuration
  }

  /// Runs the stages that are not done yet, and writes the report.
  ///
  /// - Parameters:
  ///   - isCancelled: asked often; once true, the stage saves itself and this throws.
  ///   - onEvent: told about the progress, from several threads.
  /// - Returns: the report as it lies in the output folder.
  /// - Throws: `ReproductionError`. A stage that cannot be done is no error but one of the report's
  ///   failures.
  public func run(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (ReproductionEvent) -> Void = { _ in }
  ) throws(ReproductionError) -> PaperReport {
    do {
      try configuration.recipe.validate()
    } catch {
      throw ReproductionError(error)
    }
    try StudyFolder.make(configuration.output, subfolders: ["stages", "models"])
    let lock = try OutputLock(configuration.output)
    defer { withExtendedLifetime(lock) {} }
    var weights: [Architecture: BackboneWeights] = [:]
    var passedOver: Set<String> = []
    for network in configuration.orderedNetworks {
      weights[network] = BackboneWeights(network, in: configuration.weightsDirectory) { sentence in
        // Every network asks for its file, and a damaged one is in the way of them all.
        if passedOver.insert(sentence).inserted { onEvent(.notice(sentence)) }
      }
    }
    // Without its weights the network of the ablation has nothing to show.
    let stages = ReproductionStage.all(for: configuration).filter { stage in
      if case .network = stage { return true }
      return stage.architecture.map { weights[$0] != nil } ?? true
    }
    onEvent(.began(.data, number: 1, count: stages.count))
    let store = StageStore(directory: configuration.path("stages"))
    let data = try StudyData(
      configuration, store: store, isCancelled: isCancelled, onEvent: onEvent)
    let run = ReproductionRun(
      configuration, data: data, weights: weights, store: store, isCancelled: isCancelled,
      onEvent: onEvent)
    var known: [ReproductionStage] = []
    for stage in stages where stage != .data {
      if try run.load(stage) { known.append(stage) }
    }
    let pictures = PictureMaker(
      data: data, seed: configuration.seed, policy: configuration.recipe.augmentation)
    let writer = ReportWriter(configuration, pictures: try pictures.pictures())
    var report = run.report
    try writer.write(report)
    onEvent(.finished(.data, isNew: data.isNew, report))
    for stage in known { onEvent(.finished(stage, isNew: false, report)) }
    for (index, stage) in stages.enumerated() where stage != .data && !known.contains(stage) {
      guard !isCancelled() else { throw .stopped }
      onEvent(.began(stage, number: index + 1, count: stages.count))
      try run.perform(stage)
      report = run.report
      try writer.write(report)
      onEvent(.finished(stage, isNew: true, report))
    }
    run.removeFeatures()
    return report
  }
}
