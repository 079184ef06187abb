import Evaluation
import Foundation
import LesionImage
import Testing

@Suite struct CrossValidationTests {
  /// Three folds of made-up patients; a larger `skill` ranks better.
  private func folds(skill: Double, seed: UInt64 = 1, shift: Double = 0) throws -> [FoldScores] {
    try (0..<3).map { fold in
      var generator = SeededGenerator(seed: seed, stream: UInt64(fold))
      var scores: [Double] = []
      var labels: [Bool] = []
      for index in 0..<90 {
        labels.append(index % 5 == 0)
        scores.append(
          Double(generator.nextUnit()) + (labels[index] ? skill : 0) + shift * Double(fold))
      }
      return try FoldScores(
        fold: fold, scored: ScoredLabels(scores: scores, labels: labels),
        patients: (0..<90).map { "f\(fold)p\($0 / 3)" },
        strata: (0..<90).map { $0 % 2 == 0 ? "a" : "b" }, threshold: 0.6 + shift * Double(fold))
    }
  }

  private func summary(_ folds: [FoldScores]) throws -> CrossValidationSummary {
    try CrossValidationSummary(folds, resamples: 400, using: SeededGenerator(seed: 0))
  }

  @Test func meansAreThoseOfTheFolds() throws {
    let folds = try folds(skill: 0.4)
    let summary = try summary(folds)
    let areas = folds.compactMap(\.scored.areaUnderROC)
    expectClose(summary.means[.auc]?.value, areas.reduce(0, +) / 3)
    let rates = folds.compactMap { $0.scored.sensitivity(atSpecificity: 0.9) }
    expectClose(summary.means[.sensitivityAtSpecificity90]?.value, rates.reduce(0, +) / 3)
    let within = try folds.compactMap { fold in
      try StratifiedAUC(fold.scored, strata: fold.strata ?? []).value
    }
    expectClose(summary.means[.aucWithinStrata]?.value, within.reduce(0, +) / 3)
    for figure in FoldFigure.allCases {
      let mean = try #require(summary.means[figure])
      let interval = try #require(mean.interval)
      #expect(mean.value.map(interval.contains) == true)
    }
    #expect(summary.decisions.count == 270)
  }

  /// Scores of different models are on different scales: nothing may compare them.
  @Test func figuresDoNotDependOnTheFoldsScales() throws {
    let first = try summary(folds(skill: 0.4))
    let second = try summary(folds(skill: 0.4, shift: 7))
    #expect(first.means == second.means)
    #expect(first.pooledAUC == second.pooledAUC)
    #expect(first.decisions == second.decisions)
  }

  @Test func pooledAreaCountsPairsWithinFolds() throws {
    let folds = try folds(skill: 0.4)
    // Folds of the same size and prevalence weigh the same.
    let summary = try summary(folds)
    expectClose(summary.pooledAUC.value, summary.means[.auc]?.value)
  }

  @Test func aFoldWithoutAClassLeavesTheMeanUndefined() throws {
    var folds = try folds(skill: 0.4)
    folds.append(
      try FoldScores(
        fold: 3, scored: ScoredLabels(scores: [0.1], labels: [false]), patients: ["x"],
        strata: ["a"], threshold: 0.5))
    let summary = try summary(folds)
    #expect(summary.means[.auc]?.value == nil)
    #expect(summary.pooledAUC.value != nil)
  }

  @Test func pairedDifferenceIsSharperThanTwoIntervals() throws {
    let better = try folds(skill: 0.55)
    let worse = try folds(skill: 0.35)
    let comparison = try CrossValidationComparison(
      better, worse, resamples: 400, using: SeededGenerator(seed: 0))
    let difference = try #require(comparison.differences[.auc])
    let interval = try #require(difference.interval)
    let value = try #require(difference.value)
    expectClose(
      value,
      try #require(try summary(better).means[.auc]?.value)
        - (try #require(try summary(worse).means[.auc]?.value)))
    #expect(interval.lower > 0)
    let alone = try #require(try summary(better).means[.auc]?.interval)
    #expect(interval.upper - interval.lower < alone.upper - alone.lower)
    #expect(comparison.deLongInterval?.contains(value) == true)
    #expect(comparison.folds.map(\.fold) == [0, 1, 2])
  }

  @Test func theSameScoresDifferByNothing() throws {
    let folds = try folds(skill: 0.4)
    let comparison = try CrossValidationComparison(
      folds, folds, resamples: 100, using: SeededGenerator(seed: 0))
    #expect(comparison.differences[.auc]?.value == 0)
    #expect(comparison.differences[.auc]?.interval == nil)
    #expect(comparison.deLongInterval == nil)
  }

  @Test func refusesOtherFolds() throws {
    let folds = try folds(skill: 0.4)
    #expect {
      try CrossValidationComparison(
        folds, Array(folds.dropLast()), using: SeededGenerator(seed: 0))
    } throws: { ($0 as? EvaluationError)?.code == .countMismatch }
    #expect {
      try FoldScores(
        fold: 0, scored: folds[0].scored, patients: ["p"], threshold: 0.5)
    } throws: { ($0 as? EvaluationError)?.code == .countMismatch }
  }
}
