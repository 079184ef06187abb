import Dataset
import Files
import Foundation
import NeuralNetwork
import Report
import Training

/// Trains and tests recipes on the same folds, and writes one report of it.
///
/// Every test fold is opened once, by the finished model of the other folds, through the engine that
/// ships. The output folder gets `models/` and, in `stages/`, what every model said: the same
/// configuration goes on where it was stopped, be it by a signal or a power cut, and ends in the same
/// figures, times aside.
public struct CrossValidator: Sendable {
  public let configuration: CrossValidationConfiguration

  public init(_ configuration: CrossValidationConfiguration) {
    self.configuration = configuration
  }

  /// Runs what is not done yet, and writes the report after every model.
  ///
  /// - Parameters:
  ///   - isCancelled: asked often; once true, the training saves itself and this throws.
  ///   - onEvent: told about the progress, from several threads.
  /// - Returns: the report as it lies in the output folder.
  /// - Throws: `ReproductionError`.
  public func run(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (CrossValidationEvent) -> Void = { _ in }
  ) throws(ReproductionError) -> CrossValidationReport {
    try check()
    try StudyFolder.make(configuration.output, subfolders: ["stages", "models"])
    let lock = try OutputLock(configuration.output)
    defer { withExtendedLifetime(lock) {} }
    let run = CrossValidationRun(
      configuration, store: StageStore(directory: configuration.path("stages")),
      isCancelled: isCancelled, onEvent: onEvent)
    // Fold by fold, so that a run that is stopped has compared whole folds.
    let folds = configuration.foldNumbers.filter {
      configuration.onlyFolds.isEmpty || configuration.onlyFolds.contains($0)
    }
    let stages = folds.flatMap { fold in
      configuration.recipes.map { FoldStage(recipe: $0, fold: fold) }
    }
    var report: CrossValidationReport?
    for (index, stage) in stages.enumerated() {
      guard !isCancelled() else { throw .stopped }
      onEvent(.began(stage.title, number: index + 1, count: stages.count))
      let isNew = try run.perform(stage)
      let current = try run.report()
      try write(current)
      report = current
      if let row = current.row(stage.recipe.name, fold: stage.fold) {
        onEvent(.finished(row, isNew: isNew))
      }
    }
    if let report { return report }
    return try run.report()
  }

  private func check() throws(ReproductionError) {
    let names = configuration.recipes.map(\.name)
    guard !names.isEmpty, Set(names).count == names.count else {
      throw ReproductionError(
        .unusableData, "A cross-validation needs one recipe at least, and each only once.")
    }
    guard configuration.foldNumbers.count > 1 else {
      throw ReproductionError(
        .unusableData,
        "\(configuration.foldsName) puts the images of \(configuration.data.name) into "
          + "\(configuration.foldNumbers.count) folds, where two are needed at least: name the folds "
          + "of this data set.")
    }
    if let unknown = configuration.onlyFolds.subtracting(configuration.foldNumbers).min() {
      throw ReproductionError(
        DatasetError.noImage(inFold: unknown, of: configuration.foldNumbers))
    }
    var patients: [String: Int] = [:]
    for record in configuration.data.manifest.records {
      guard let fold = configuration.folds.folds[record.imageName], let patient = record.patientID
      else { continue }
      if let other = patients[patient], other != fold {
        throw ReproductionError(
          .unusableData,
          "Patient \(patient) is in the folds \(other) and \(fold) of \(configuration.foldsName): the "
            + "test would be of images that resemble training images. Use folds by patient.")
      }
      patients[patient] = fold
    }
  }

  private func write(_ report: CrossValidationReport) throws(ReproductionError) {
    do {
      for file in try CrossValidationDocument(report).files() {
        try AtomicFile.write(file.text, to: configuration.path(file.name))
      }
    } catch {
      throw .unwritable(
        "The report in \(configuration.output) could not be written", cause: error)
    }
  }
}
