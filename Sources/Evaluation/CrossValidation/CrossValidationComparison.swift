/// Two ways of training on the same folds, compared image by image. Undefined figures are `nil`.
public struct CrossValidationComparison: Sendable, Encodable {
  /// One fold, by DeLong's paired test.
  public struct Fold: Sendable, Encodable {
    public let fold: Int
    /// `nil` where the fold lacks two images of either class.
    public let comparison: AUCComparison?
  }

  /// The first less the second, of a mean over the folds.
  public struct Difference: Sendable, Encodable {
    /// `nil` where either is undefined.
    public let value: Double?
    /// From drawing the patients of all folds again, for both at once.
    public let interval: ConfidenceInterval?
  }

  public let folds: [Fold]
  /// By figure; all of ``FoldFigure`` are there.
  public let differences: [FoldFigure: Difference]
  /// The standard error of the mean difference in AUC by DeLong, the folds' tests taken as independent
  /// (their models are not: they share training images, which no estimate from one cross-validation
  /// can make up for; Bengio and Grandvalet 2004, JMLR 5:1089). `nil` where a fold's is undefined.
  public let standardError: Double?
  /// From ``standardError``: symmetric, within -1 ... 1.
  public let deLongInterval: ConfidenceInterval?

  /// - Throws: ``EvaluationError`` with the code `countMismatch` or `labelMismatch` where the folds do
  ///   not hold the same samples.
  public init(
    _ first: [FoldScores], _ second: [FoldScores], confidence: Double = 0.95,
    resamples: Int = 2000, using generator: some RandomNumberGenerator
  ) throws(EvaluationError) {
    guard first.map(\.fold) == second.map(\.fold) else {
      throw EvaluationError(
        .countMismatch,
        "The folds \(first.map(\.fold)) cannot be compared with the folds \(second.map(\.fold)).")
    }
    var folds: [Fold] = []
    for (one, other) in zip(first, second) {
      folds.append(
        Fold(
          fold: one.fold,
          comparison: try one.scored.comparingAUC(with: other.scored, confidence: confidence)))
    }
    self.folds = folds
    let bootstrap = ClusterBootstrap(patients: first.flatMap(\.patients))
    var ones = try ResampledFolds(first, bootstrap: bootstrap)
    var others = try ResampledFolds(second, bootstrap: bootstrap)
    func differences(_ draws: [Int]) -> [Double?] {
      zip(ones.means(draws: draws), others.means(draws: draws)).map { one, other in
        one.flatMap { one in other.map { one - $0 } }
      }
    }
    let values = differences([Int](repeating: 1, count: bootstrap.patientCount))
    var own = generator
    let intervals = bootstrap.intervals(
      count: FoldFigure.allCases.count, resamples: resamples, confidence: confidence, using: &own,
      of: differences)
    self.differences = Dictionary(
      uniqueKeysWithValues: zip(FoldFigure.allCases, zip(values, intervals)).map {
        ($0, Difference(value: $1.0, interval: $1.1))
      })
    let errors = folds.compactMap(\.comparison?.standardError)
    if errors.count == folds.count, !folds.isEmpty {
      let error = errors.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(folds.count)
      standardError = error
      let difference = values.first ?? nil
      deLongInterval = StandardNormal.twoSidedCriticalValue(confidence: confidence).flatMap { z in
        difference.flatMap { difference in
          error > 0
            ? ConfidenceInterval(
              lower: max(-1, difference - z * error), upper: min(1, difference + z * error),
              confidence: confidence) : nil
        }
      }
    } else {
      standardError = nil
      deLongInterval = nil
    }
  }
}
