import Dataset
import Evaluation
import Foundation
import Parallelism

/// The paper's baseline (section 3.2): a support vector machine on Hu moments, Haralick features and a
/// colour histogram.
///
/// The paper reports precision .2593, recall .3874, specificity .3942 and an AUC of .3993, which is
/// worse than chance on every count: turned over, the same machine has recall .6126, specificity .6058
/// and AUC .6007. One way to get below chance is libsvm's sign: its decision value is positive for the
/// class of the first example it saw, benign here, and whoever takes it for a score of malignancy turns
/// every score over. That is a guess (scikit-learn corrects that sign), and no variant below gives the
/// paper's recall and specificity. The paper's three figures also fix the share of malignant images they were measured on:
/// `precision * (1 - specificity) / (recall * (1 - precision) + precision * (1 - specificity))` is
/// .354, not the data's .018; so they were measured on images of which malignant ones had been
/// repeated (33 % in section 3.3) or picked.
///
/// Three variants of the same features are therefore measured, on the untouched test images:
/// - `paper`: no class weights, chosen by accuracy (scikit-learn's default), libsvm's own sign: one
///   reading of what was done, not what is known to have been;
/// - `sign`: the same machine with the sign that its order of classes asks for;
/// - `balanced`: class weights, chosen by AUC, the right sign.
public struct RadiomicsBaseline: Sendable {
  private let configuration: RadiomicsConfiguration

  public init(_ configuration: RadiomicsConfiguration) {
    self.configuration = configuration
  }

  /// Extracts features, searches the grid and scores the test images.
  ///
  /// The result depends on the images, labels and configuration alone, not on `threads`, nor on what
  /// an earlier run left in the cache folder.
  ///
  /// - Parameters:
  ///   - isCancelled: asked before every image and machine, from any thread.
  ///   - onEvent: told what goes on.
  /// - Throws: `RadiomicsError`, with the code `cancelled` where `isCancelled` said so.
  public func run(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (RadiomicsEvent) -> Void = { _ in }
  ) throws(RadiomicsError) -> RadiomicsResult {
    try configuration.validate()
    try makeCacheFolder()
    do throws(RadiomicsError) {
      return try measure(isCancelled: isCancelled, onEvent: onEvent)
    } catch {
      guard error.code == .cancelled else { throw error }
      let wayOn =
        configuration.cacheFolder.map {
          "What was done lies in \($0): the same command goes on from there."
        } ?? "Nothing was kept: name a cache folder to go on from where a run was stopped."
      throw RadiomicsError(.cancelled, "\(error.message) \(wayOn)")
    }
  }

  private func measure(
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (RadiomicsEvent) -> Void
  ) throws(RadiomicsError) -> RadiomicsResult {
    let images = try RadiomicsImages(configuration, isCancelled: isCancelled, onEvent: onEvent)
    let examples = try ExampleSet(
      images.examples, folds: configuration.folds, groupsPatients: configuration.groupsPatients,
      seed: configuration.seed)
    let store = GridStore(folder: configuration.cacheFolder, fingerprint: examples.fingerprint) {
      onEvent(.notice($0))
    }
    let search = GridSearch(
      folds: examples.folds.map {
        PreparedFold(rows: examples.rows, labels: examples.labels, heldOut: $0)
      },
      kernels: configuration.kernels, costs: configuration.costs, store: store,
      workers: configuration.workers)
    let counter = ProgressCounter(total: search.cellCount + 2) {
      onEvent(.fitting(done: $0, total: $1))
    }
    let grid = try search.run(isCancelled: isCancelled) { counter.advance() }
    let variants = try variants(
      of: examples, grid: grid, test: images.test.map(\.row), isCancelled: isCancelled
    ) { counter.advance() }
    return RadiomicsResult(
      examples: examples.rows.count, malignantExamples: examples.malignantCount,
      folds: configuration.folds, featureGroups: RadiomicsFeatures.groups, grid: grid,
      variants: variants, testImages: images.test.map(\.index), unusable: images.unusable)
  }

  private func makeCacheFolder() throws(RadiomicsError) {
    guard let folder = configuration.cacheFolder else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw RadiomicsError(
        .unwritable, "The folder \(folder) cannot be made: choose another one.", cause: error)
    }
  }

  /// Fits both chosen machines on all examples, side by side, and scores the test images.
  private func variants(
    of examples: ExampleSet, grid: [GridPoint], test: [FeatureRow],
    isCancelled: @Sendable () -> Bool, progress: @Sendable () -> Void
  ) throws(RadiomicsError) -> [RadiomicsResult.Variant] {
    let settings = grid.filter(\.isChosen).compactMap(\.settings)
    let values = try Parallel.map(count: settings.count, workers: configuration.workers) {
      (index: Int) throws(RadiomicsError) in
      if isCancelled() { throw RadiomicsError(.cancelled, "The last machines were not fitted.") }
      let fitted = try FittedBaseline(
        rows: examples.rows, labels: examples.labels, settings: settings[index])
      progress()
      return fitted.decisionValues(of: test)
    }
    func variant(
      _ identifier: String, _ name: String, _ values: [Double]
    ) -> RadiomicsResult.Variant {
      RadiomicsResult.Variant(
        name: name, identifier: identifier, scores: values.map(DecisionScore.of),
        threshold: DecisionScore.threshold)
    }
    guard let plain = values.first, let balanced = values.last else { return [] }
    return [
      variant(
        "paper",
        "as the paper may have done it: no class weights, chosen by accuracy, libsvm's own sign",
        plain.raw),
      variant(
        "sign", "the same machine with the score's sign put right", plain.malignancy),
      variant(
        "balanced", "class weights, chosen by AUC, the right sign", balanced.malignancy),
    ]
  }
}

extension RadiomicsConfiguration {
  /// Threads to work on.
  var workers: Int { threads ?? Parallel.workerCount }
}
