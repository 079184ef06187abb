/// How one way of training fares over all folds. Undefined figures are `nil`, and left out of JSON.
///
/// Every fold has a model of its own, and scores of different models are not on one scale: figures are
/// therefore means over the folds, or count pairs within a fold only, and never rank one model's
/// scores among another's.
public struct CrossValidationSummary: Sendable {
  /// A mean over the folds, each fold counting the same.
  public struct Mean: Sendable, Equatable, Codable {
    /// `nil` where a fold's figure is undefined.
    public let value: Double?
    /// From drawing the patients of all folds again.
    public let interval: ConfidenceInterval?
  }

  /// One fold's test.
  public struct Fold: Sendable, Encodable {
    public let fold: Int
    public let summary: EvaluationSummary
    /// ``StratifiedAUC`` over the fold's strata; `nil` without any.
    public let aucWithinStrata: Double?
  }

  public let folds: [Fold]
  /// By figure; all of ``FoldFigure`` are there.
  public let means: [FoldFigure: Mean]
  /// The area over all pairs within a fold, so that large folds count more.
  public let pooledAUC: Mean
  /// The decisions of all folds' models at their own thresholds, added up.
  public let decisions: ConfusionMatrix
  public let confidence: Double

  /// - Parameters:
  ///   - folds: One at least.
  ///   - generator: The same state gives the same intervals.
  /// - Throws: ``EvaluationError``.
  public init(
    _ folds: [FoldScores], confidence: Double = 0.95, resamples: Int = 2000,
    using generator: some RandomNumberGenerator
  ) throws(EvaluationError) {
    var summaries: [Fold] = []
    for fold in folds {
      var own = generator
      let summary =
        fold.patients.contains { $0 != nil }
        ? try EvaluationSummary(
          fold.scored, patients: fold.patients, operatingThreshold: fold.threshold,
          confidence: confidence, resamples: resamples, using: &own)
        : try EvaluationSummary(
          fold.scored, operatingThreshold: fold.threshold, confidence: confidence)
      var within: Double?
      if let strata = fold.strata {
        within = try StratifiedAUC(fold.scored, strata: strata).value
      }
      summaries.append(Fold(fold: fold.fold, summary: summary, aucWithinStrata: within))
    }
    self.folds = summaries
    self.confidence = confidence
    decisions = folds.reduce(.none) { sum, fold in
      sum + fold.scored.confusionMatrix(threshold: fold.threshold)
    }

    let patients = folds.flatMap(\.patients)
    let bootstrap = ClusterBootstrap(patients: patients)
    var resampled = try ResampledFolds(folds, bootstrap: bootstrap)
    let once = [Int](repeating: 1, count: bootstrap.patientCount)
    let values = resampled.means(draws: once)
    var own = generator
    let intervals = bootstrap.intervals(
      count: FoldFigure.allCases.count, resamples: resamples, confidence: confidence, using: &own
    ) { resampled.means(draws: $0) }
    means = Dictionary(
      uniqueKeysWithValues: zip(FoldFigure.allCases, zip(values, intervals)).map {
        ($0, Mean(value: $1.0, interval: $1.1))
      })
    let pooled = try StratifiedAUC(
      ScoredLabels(
        scores: folds.flatMap(\.scored.scores), labels: folds.flatMap(\.scored.labels)),
      strata: folds.flatMap { fold in fold.patients.map { _ in "\(fold.fold)" } })
    own = generator
    pooledAUC = Mean(
      value: pooled.value,
      interval: try pooled.interval(
        patients: patients, resamples: resamples, confidence: confidence, using: &own))
  }

  /// The share of a rate over all folds' decisions, and its Wilson interval; `nil` where undefined.
  public func interval(of rate: ConfusionMatrix.Rate) -> ConfidenceInterval? {
    decisions.proportion(rate)?.interval(confidence: confidence)
  }
}

extension CrossValidationSummary: Encodable {}

extension ConfusionMatrix {
  /// No samples.
  public static let none = ConfusionMatrix(
    truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0)

  /// The samples of both.
  public static func + (left: ConfusionMatrix, right: ConfusionMatrix) -> ConfusionMatrix {
    ConfusionMatrix(
      truePositives: left.truePositives + right.truePositives,
      falsePositives: left.falsePositives + right.falsePositives,
      trueNegatives: left.trueNegatives + right.trueNegatives,
      falseNegatives: left.falseNegatives + right.falseNegatives)
  }
}
