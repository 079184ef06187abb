import Evaluation
import Report

extension ModelFacts {
  /// What the file's thresholds reach on a test.
  package func reached(on scored: ScoredLabels) -> [ReachedPoint] {
    points.map { point in
      ReachedPoint(
        name: point.name ?? point.rule, rule: point.rule, threshold: point.threshold,
        chosenSensitivity: point.sensitivity, chosenSpecificity: point.specificity,
        reached: scored.confusionMatrix(threshold: point.threshold))
    }
  }
}
