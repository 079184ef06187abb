import Evaluation
import Testing

/// One metric under the invariance tests that all share.
struct Metric: Sendable, CustomTestStringConvertible {
  enum Mirror {
    /// The metric stays the same, becomes one less itself, or becomes another metric.
    case same, complement, another
  }

  let name: String
  /// Depends on the order of the scores alone, not on their values.
  var isRankMetric = false
  /// What becomes of it when labels are flipped and scores negated.
  var mirrored = Mirror.another
  /// Unchanged when every sample is listed several times.
  var ignoresDuplication = true
  let value: @Sendable (ScoredLabels) -> Double?

  var testDescription: String { name }

  static let all: [Metric] =
    [
      Metric(name: "AUC", isRankMetric: true, mirrored: .same) { $0.areaUnderROC },
      Metric(name: "average precision", isRankMetric: true) { $0.averagePrecision },
      Metric(
        name: "DeLong variance", isRankMetric: true, mirrored: .same, ignoresDuplication: false
      ) { $0.deLongVariance },
      Metric(name: "DeLong lower", isRankMetric: true, mirrored: .same, ignoresDuplication: false) {
        $0.deLongInterval()?.lower
      },
      Metric(name: "area by trapezoids", isRankMetric: true, mirrored: .same) {
        trapezoidalArea($0.rocCurve)
      },
      Metric(name: "sensitivity at specificity 0.9", isRankMetric: true) {
        $0.sensitivity(atSpecificity: 0.9)
      },
      Metric(name: "specificity at sensitivity 0.9", isRankMetric: true) {
        $0.specificity(atSensitivity: 0.9)
      },
      Metric(name: "Youden's index", isRankMetric: true, mirrored: .same) {
        OperatingPointRule.youden.chooseOperatingPoint(on: $0)
          .map { $0.sensitivity + $0.specificity - 1 }
      },
      Metric(name: "prevalence", isRankMetric: true, mirrored: .complement) { $0.prevalence },
      Metric(name: "Brier") { $0.brierScoreLoss },
      Metric(name: "log loss") { $0.logLoss },
      rate("accuracy", mirrored: .same) { $0.accuracy },
      rate("sensitivity") { $0.sensitivity },
      rate("specificity") { $0.specificity },
      rate("precision") { $0.precision },
      rate("negative predictive value") { $0.negativePredictiveValue },
      rate("F1") { $0.f1 },
      rate("balanced accuracy", mirrored: .same) { $0.balancedAccuracy },
      rate("predicted positive", mirrored: .complement) { $0.predictedPositiveShare },
    ]

  /// A rate at the threshold that halves the samples drawn by ``Samples``, or their mirror image.
  private static func rate(
    _ name: String, mirrored: Mirror = .another,
    _ value: @escaping @Sendable (ConfusionMatrix) -> Double?
  ) -> Metric {
    Metric(name: name, mirrored: mirrored) { scored in
      let isMirrored = (scored.scores.min() ?? 0) < 0
      return value(scored.confusionMatrix(threshold: isMirrored ? -0.4999 : 0.4999))
    }
  }
}

/// The area under straight lines between the points; `nil` without points.
func trapezoidalArea(_ points: [ROCPoint]) -> Double? {
  guard !points.isEmpty else { return nil }
  return zip(points, points.dropFirst()).reduce(0.0) { sum, pair in
    sum + (pair.1.falsePositiveRate - pair.0.falsePositiveRate)
      * (pair.0.truePositiveRate + pair.1.truePositiveRate) / 2
  }
}
