import Dataset
import Foundation
import Report
import Reproduction
import Synchronization
import TestSupport
import Testing
import Training

/// Recipes on folds of drawn lesions: models, scores and report, stopped and gone on with.
@Suite(.serialized) struct CrossValidatorTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  private func manifest() throws -> Manifest { try Manifest.load(directory: study.data) }

  /// Two folds by patient.
  private func folds() throws -> FoldTable {
    let records = try manifest().records
    let patients = Set(records.compactMap(\.patientID)).sorted()
    let fold = Dictionary(uniqueKeysWithValues: patients.enumerated().map { ($1, $0 % 2) })
    return FoldTable(
      folds: Dictionary(
        uniqueKeysWithValues: records.map { ($0.imageName, fold[$0.patientID ?? ""] ?? 0) }))
  }

  private func recipe(_ name: String, epochs: Int, rate: Double = 3e-4) throws
    -> CrossValidatedRecipe
  {
    var recipe = Recipe.paper
    (recipe.epochs, recipe.batchSize, recipe.learningRate) = (epochs, 8, rate)
    recipe.augmentation = .none
    let chosen = recipe
    return CrossValidatedRecipe(
      name: name, title: name, settings: ["the recipe": "\(chosen)"], takesAdditions: false
    ) { fold in
      HeadTrainingJob(
        TrainingConfiguration(
          manifest: fold.data.manifest, split: fold.split,
          splitDescription: fold.splitDescription, dataName: fold.data.name, recipe: chosen,
          backboneWeights: SmallStudy.weights + "/mobilenet-v3-small.synthetic.safetensors",
          output: fold.output, seed: fold.seed, threads: 2))
    }
  }

  private func configuration(
    _ change: (inout CrossValidationConfiguration) throws -> Void = { _ in }
  ) throws -> CrossValidationConfiguration {
    let data = StudySet(name: "lesions", manifest: try manifest())
    var configuration = CrossValidationConfiguration(
      data: data, folds: try folds(), foldsName: "folds.csv",
      recipes: [try recipe("short", epochs: 1), try recipe("long", epochs: 3, rate: 3e-3)],
      strata: try SubgroupNames(
        .sex, of: data.manifest.records, tables: [], labels: "train.csv"),
      output: study.output, threads: 2)
    try change(&configuration)
    return configuration
  }

  private func code(_ run: () throws -> Void) -> ReproductionError.Code? {
    do {
      try run()
      return nil
    } catch {
      return (error as? ReproductionError)?.code
    }
  }

  @Test func everyImageIsTestedOnceByAModelThatHasNotSeenIt() throws {
    let report = try CrossValidator(configuration()).run()
    #expect(report.isComplete && report.recipes.map(\.name) == ["short", "long"])
    for recipe in report.recipes {
      #expect(recipe.summary.folds.reduce(0) { $0 + $1.summary.count } == SmallStudy.imageCount)
      #expect(recipe.models.allSatisfy { $0.seen == 0 && $0.points.count >= 1 })
      #expect(recipe.summary.means[.auc]?.interval != nil)
    }
    #expect(report.comparisons.map(\.recipe) == ["long"])
    #expect(study.files.isSuperset(of: ["report.html", "report.md", "report.json"]))
    #expect(study.files.contains("models/long-fold1.safetensors"))
    #expect(!study.files.contains { $0.hasSuffix(".checkpoint") })
  }

  @Test func goesOnWhereItWasStopped() throws {
    let whole = try CrossValidator(configuration()).run()
    let other = try SmallStudy()
    let changed = try configuration { $0.output = other.output }
    var stops = 0
    var finished: CrossValidationReport?
    while finished == nil, stops < 30 {
      let journal = Counter()
      do throws(ReproductionError) {
        finished = try CrossValidator(changed).run(
          isCancelled: { journal.value >= 2 },
          onEvent: { event in
            if case .epoch = event { journal.count() }
          })
      } catch {
        #expect(error.code == .cancelled)
        stops += 1
      }
    }
    #expect(stops > 1)
    let report = try #require(finished)
    #expect(report.recipes.map(\.summary.means) == whole.recipes.map(\.summary.means))
    #expect(report.recipes.map(\.summary.decisions) == whole.recipes.map(\.summary.decisions))

    // Once more: nothing is trained, and the models' own words are taken.
    let journal = Counter()
    _ = try CrossValidator(changed).run(onEvent: { event in
      switch event {
      case .epoch, .finished(_, isNew: true): journal.count()
      default: break
      }
    })
    #expect(journal.value == 0)
  }

  @Test func otherDataSetsAreTestedToo() throws {
    let folder = TemporaryDirectory()
    try SyntheticDataset.write(
      count: 20, directory: folder.path, seed: 8, malignantShare: 0.5, side: 96)
    let report = try CrossValidator(
      configuration {
        $0.recipes = [try recipe("short", epochs: 1)]
        $0.alsoTest = [
          StudySet(name: "elsewhere", manifest: try Manifest.load(directory: folder.path))
        ]
      }
    ).run()
    #expect(report.foreignTests.map(\.data) == ["elsewhere"])
    #expect(report.foreignTests.first?.summaries.map(\.count) == [20, 20])
  }

  @Test func refusesFoldsThatPartPatients() throws {
    let records = try manifest().records
    let parted = FoldTable(
      folds: Dictionary(
        uniqueKeysWithValues: records.enumerated().map { ($1.imageName, $0 % 2) }))
    let refused = code {
      _ = try CrossValidator(configuration { $0.folds = parted }).run()
    }
    #expect(refused == .unusableData)
  }

  @Test func refusesOneFoldAndRecipesOfOneName() throws {
    let one = FoldTable(folds: try folds().folds.mapValues { _ in 0 })
    #expect(
      code { _ = try CrossValidator(configuration { $0.folds = one }).run() } == .unusableData)
    #expect(
      code {
        _ = try CrossValidator(
          configuration { $0.recipes = [$0.recipes[0], $0.recipes[0]] }
        ).run()
      } == .unusableData)
  }

  @Test func anotherSeedDoesNotReplaceResults() throws {
    let short = try recipe("short", epochs: 1)
    _ = try CrossValidator(configuration { $0.recipes = [short] }).run()
    let other = { (overwrites: Bool) in
      try configuration {
        $0.recipes = [short]
        ($0.seed, $0.overwrites) = (1, overwrites)
      }
    }
    #expect(code { _ = try CrossValidator(other(false)).run() } == .occupied)
    #expect(code { _ = try CrossValidator(other(true)).run() } == nil)
  }
}

/// Counts from any thread.
private final class Counter: Sendable {
  private let total = Mutex(0)
  var value: Int { total.withLock { $0 } }
  func count() { total.withLock { $0 += 1 } }
}
