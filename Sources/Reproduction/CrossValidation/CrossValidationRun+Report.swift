import Dataset
import Evaluation
import LesionImage
import Report
import Training

extension CrossValidationRun {
  /// The report of what is done.
  func report() throws(ReproductionError) -> CrossValidationReport {
    do {
      return try measuredReport()
    } catch {
      throw ReproductionError(
        .failedTraining, "The scores of the test images cannot be measured.", cause: error)
    }
  }

  private func measuredReport() throws(EvaluationError) -> CrossValidationReport {
    var recipes: [CrossValidationReport.Recipe] = []
    var foreign: [CrossValidationReport.ForeignTest] = []
    for recipe in configuration.recipes {
      let done = configuration.foldNumbers.filter { tests[recipe.name]?[$0] != nil }
      guard !done.isEmpty else { continue }
      let folds = try scores(recipe.name, folds: done)
      var models: [CrossValidationReport.Model] = []
      for fold in folds { if let model = model(recipe.name, fold) { models.append(model) } }
      recipes.append(
        .init(
          name: recipe.name, title: recipe.title,
          summary: try CrossValidationSummary(folds, using: SeededGenerator(seed: 0)),
          models: models))
      for set in configuration.alsoTest {
        if let test = try foreignTest(recipe.name, on: set, folds: done) { foreign.append(test) }
      }
    }
    var comparisons: [CrossValidationReport.Comparison] = []
    if let reference = recipes.first {
      for recipe in recipes.dropFirst() {
        let both = configuration.foldNumbers.filter {
          tests[reference.name]?[$0] != nil && tests[recipe.name]?[$0] != nil
        }
        let pairs = try paired(recipe.name, reference.name, folds: both)
        comparisons.append(
          .init(
            recipe: recipe.name, reference: reference.name,
            comparison: try CrossValidationComparison(
              pairs.first, pairs.second, using: SeededGenerator(seed: 0))))
      }
    }
    return CrossValidationReport(
      data: configuration.data.name, foldsName: configuration.foldsName,
      folds: configuration.foldNumbers, additions: configuration.additions.map(\.name),
      stratum: configuration.strata?.property.title, seed: configuration.seed,
      software: "lentigo \(softwareVersion)", command: configuration.command, recipes: recipes,
      comparisons: comparisons, foreignTests: foreign)
  }

  private func scores(
    _ recipe: String, folds: [Int], keeping: [Int: Set<Int>]? = nil
  ) throws(EvaluationError) -> [FoldScores] {
    let records = configuration.data.manifest.records
    var result: [FoldScores] = []
    for fold in folds {
      guard let finding = tests[recipe]?[fold] else { continue }
      let kept = zip(finding.images, finding.scores).filter { image, _ in
        keeping?[fold].map { $0.contains(image) } ?? true
      }
      result.append(
        try FoldScores(
          fold: fold,
          scored: ScoredLabels(
            scores: kept.map(\.1), labels: kept.map { records[$0.0].isMalignant }),
          patients: kept.map { records[$0.0].patientID },
          strata: configuration.strata.map { strata in kept.map { strata.names[$0.0] } },
          threshold: finding.facts.operatingPoint.threshold))
    }
    return result
  }

  /// Both recipes' folds, over the images that both models have scored: one that was trained on more
  /// data may know some that the other does not.
  private func paired(
    _ first: String, _ second: String, folds: [Int]
  ) throws(EvaluationError) -> (first: [FoldScores], second: [FoldScores]) {
    var common: [Int: Set<Int>] = [:]
    for fold in folds {
      common[fold] = Set(tests[first]?[fold]?.images ?? [])
        .intersection(tests[second]?[fold]?.images ?? [])
    }
    return (
      try scores(first, folds: folds, keeping: common),
      try scores(second, folds: folds, keeping: common)
    )
  }

  private func model(_ recipe: String, _ fold: FoldScores) -> CrossValidationReport.Model? {
    guard let finding = tests[recipe]?[fold.fold] else { return nil }
    return .init(
      fold: fold.fold, trainingImages: finding.facts.training.trainingImages,
      bestEpoch: finding.facts.training.bestEpoch,
      trainingSeconds: trainings[recipe]?[fold.fold]?.seconds,
      points: finding.facts.reached(on: fold.scored), unreadable: finding.unreadable,
      seen: finding.seen)
  }

  private func foreignTest(
    _ recipe: String, on set: StudySet, folds: [Int]
  ) throws(EvaluationError) -> CrossValidationReport.ForeignTest? {
    var summaries: [EvaluationSummary] = []
    var done: [Int] = []
    for fold in folds {
      guard let finding = foreignTests[recipe]?[fold]?[set.name],
        let threshold = tests[recipe]?[fold]?.facts.operatingPoint.threshold
      else { continue }
      let records = finding.images.map { set.manifest.records[$0] }
      summaries.append(
        try EvaluationSummary(
          ScoredLabels(scores: finding.scores, labels: records.map(\.isMalignant)),
          operatingThreshold: threshold))
      done.append(fold)
    }
    return summaries.isEmpty
      ? nil : .init(recipe: recipe, data: set.name, summaries: summaries, folds: done)
  }
}
