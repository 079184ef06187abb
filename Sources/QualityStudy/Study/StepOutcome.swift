import Evaluation
import LesionImage

/// What became of the same pictures after one step of a degradation, or before any.
public struct StepOutcome: Sendable {
  /// In the kind's unit; nil for the pictures as they are.
  public let amount: Double?
  /// Of the network, as if nothing were refused; nil without both classes.
  public let auc: Double?
  /// How much lower it is than that of the pictures as they are, with a 95 % interval (DeLong, paired).
  public let aucFall: Double?
  public let aucFallInterval: ConfidenceInterval?
  /// At the model's threshold, as if nothing were refused.
  public let sensitivity: Double?
  public let specificity: Double?
  /// Pictures that the checks refuse, and the malignant ones among them.
  public let refused: Proportion
  public let refusedMalignant: Proportion
  /// Pictures that are refused for something else than being unlike a lesion, which a model tells.
  public let refusedByChecks: Proportion
  /// How often each issue was found, in the order of `QualityIssues.named`; those never found left out.
  public let issues: [(name: String, count: Int)]
  /// Pictures that the live view would advise to take better.
  public let hinted: Proportion
  /// Median of what each is measured by, in the order of `QualityMeasure.allCases`.
  public let medians: [Float]
  /// Whether the model loses so much here that the pictures should be refused.
  public internal(set) var isRuined = false

  /// - Parameters:
  ///   - observations: one a picture.
  ///   - labels: whether each is malignant.
  ///   - reference: the scores of the same pictures as they are.
  /// - Throws: `EvaluationError` where a risk is no number.
  init(
    _ observations: [Observation], amount: Double?, labels: [Bool], threshold: Double,
    reference: ScoredLabels?
  ) throws(EvaluationError) {
    let scored = try ScoredLabels(scores: observations.map(\.risk), labels: labels)
    self.amount = amount
    auc = scored.areaUnderROC
    let comparison = try reference?.comparingAUC(with: scored)
    aucFall = comparison?.difference
    aucFallInterval = comparison?.interval
    let matrix = scored.confusionMatrix(threshold: threshold)
    sensitivity = matrix.proportion(.sensitivity)?.value
    specificity = matrix.proportion(.specificity)?.value
    let isRefused = observations.map { !$0.issues.isEmpty }
    refused = Proportion(isRefused.count { $0 }, of: isRefused.count)
    refusedMalignant = Proportion(
      zip(isRefused, labels).count { $0 && $1 }, of: labels.count { $0 })
    refusedByChecks = Proportion(
      observations.count { !$0.issues.subtracting(.notALesion).isEmpty }, of: isRefused.count)
    issues = QualityIssues.named.compactMap { issue, name in
      let count = observations.count { $0.issues.contains(issue) }
      return count > 0 ? ("\(name)", count) : nil
    }
    hinted = Proportion(observations.count { !$0.hints.isEmpty }, of: observations.count)
    medians = QualityMeasure.allCases.map { measure in
      Quantile.of(observations.compactMap { $0.value(of: measure) }, share: 0.5) ?? 0
    }
  }

  /// Of all pictures, those of which an issue was found.
  public func share(with issue: QualityIssues) -> Double? {
    let name = issue.names.first
    let count = issues.first { $0.name == name }?.count ?? 0
    return Proportion(count, of: refused.total).value
  }
}

extension Observation {
  /// nil where it was not measured.
  package func value(of measure: QualityMeasure) -> Float? {
    measures.indices.contains(measure.rawValue) ? measures[measure.rawValue] : nil
  }
}
