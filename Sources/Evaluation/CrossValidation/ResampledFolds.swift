/// The folds of one cross-validation, ready to have their patients drawn again.
struct ResampledFolds {
  private var folds: [(all: ResampledScores, strata: [ResampledScores])]

  /// - Parameter bootstrap: of the patients of all folds, one fold after the other.
  init(_ folds: [FoldScores], bootstrap: ClusterBootstrap) throws(EvaluationError) {
    var offset = 0
    self.folds = []
    for fold in folds {
      let patients = Array(bootstrap.patientOfSample[offset..<(offset + fold.scored.count)])
      offset += fold.scored.count
      var strata: [ResampledScores] = []
      if let names = fold.strata {
        strata = try StratifiedAUC(fold.scored, strata: names).resampled(by: patients)
      }
      self.folds.append((ResampledScores(fold.scored, patientOfSample: patients), strata))
    }
  }

  /// The mean of each figure over the folds, in the order of ``FoldFigure/allCases``; `nil` where a
  /// fold's is undefined, since the mean over the others would be of other folds, and where there is none.
  mutating func means(draws: [Int]) -> [Double?] {
    guard !folds.isEmpty else { return [Double?](repeating: nil, count: FoldFigure.allCases.count) }
    var sums = [Double?](repeating: 0, count: FoldFigure.allCases.count)
    for index in folds.indices {
      let ranked = folds[index].all.resample(draws: draws)
      for (position, figure) in FoldFigure.allCases.enumerated() {
        let value: Double? =
          switch figure {
          case .auc: ranked.areaUnderROC
          case .sensitivityAtSpecificity90:
            RankStatistic.sensitivityAtSpecificity(0.9).value(of: ranked)
          case .aucWithinStrata:
            StratifiedAUC.value(of: &folds[index].strata, draws: draws)
          }
        sums[position] = value.flatMap { value in sums[position].map { $0 + value } }
      }
    }
    return sums.map { $0.map { $0 / Double(folds.count) } }
  }
}
