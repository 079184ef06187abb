import Dataset
import Evaluation
import Foundation
import Radiomics
import Report

extension ReproductionRun {
  /// The baseline of section 3.2, and what its features give when handled otherwise.
  func fitBaseline() throws(ReproductionError) -> RadiomicsFinding {
    let records = data.records
    let development = (data.split.train + data.split.validation).sorted().map { records[$0] }
    let cache = configuration.path("cache")
    mkdir(cache, 0o777)
    let result: RadiomicsResult
    do {
      let onEvent = onEvent
      result = try RadiomicsBaseline(
        RadiomicsConfiguration(
          development: development, test: data.test, exampleLimit: configuration.exampleLimit,
          seed: configuration.seed, threads: configuration.workerCount,
          groupsPatients: configuration.grouping == .patient,
          cacheFolder: cache + "/radiomics")
      ).run(
        isCancelled: isCancelled,
        onEvent: { event in
          switch event {
          case .extracting(let done, let total):
            onEvent(.progress("features", done: done, total: total))
          case .fitting(let done, let total):
            onEvent(.progress("fitting", done: done, total: total))
          case .notice(let sentence): onEvent(.notice(sentence))
          }
        })
    } catch {
      throw ReproductionError(error)
    }
    return try finding(result)
  }

  private func finding(_ result: RadiomicsResult) throws(ReproductionError) -> RadiomicsFinding {
    // Every row's scores stand beside the same test images.
    guard result.testImages == Array(data.test.indices) else {
      let failure = result.unusable.first.map { "\($0.path): \($0.message)" }
      throw ReproductionError(
        .unusableData,
        "\(failure ?? "A test image") could be read before: leave the data alone until the end.")
    }
    var variants: [PaperReport.RadiomicsSection.Variant] = []
    var row: PaperReport.Measurement?
    for variant in result.variants {
      let summary = try summary(
        variant.scores, threshold: variant.threshold, of: data.test)
      variants.append(.init(name: variant.name, summary: summary))
      // The one that a reader can compare with the networks; without it the paper's own.
      if row == nil || variant.identifier == "balanced" {
        row = .init(summary: summary, scores: variant.scores, epochs: [])
      }
    }
    guard let row else {
      throw ReproductionError(.failedBaseline, "The baseline gave no scores.")
    }
    return RadiomicsFinding(
      section: .init(
        examples: result.examples, malignantExamples: result.malignantExamples,
        folds: result.folds,
        featureCounts: result.featureGroups, grid: result.grid, variants: variants),
      measurement: row)
  }
}
