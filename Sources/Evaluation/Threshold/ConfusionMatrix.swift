/// Samples counted by what they are and by what was said about them at one threshold.
///
/// Every rate is `nil` where it is undefined, never 0 or 1. Definitions as in scikit-learn, with
/// `zero_division` replaced by `nil`; the predictive values are `nil` too where a class is absent.
public struct ConfusionMatrix: Sendable, Equatable, Hashable {
  /// Malignant samples called malignant.
  public let truePositives: Int
  /// Benign samples called malignant.
  public let falsePositives: Int
  /// Benign samples called benign.
  public let trueNegatives: Int
  /// Malignant samples called benign: the missed melanomas.
  public let falseNegatives: Int

  public init(truePositives: Int, falsePositives: Int, trueNegatives: Int, falseNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
  }

  /// The number of samples.
  public var count: Int { truePositives + falsePositives + trueNegatives + falseNegatives }
  /// Samples that are malignant.
  public var actualPositives: Int { truePositives + falseNegatives }
  /// Samples that are benign.
  public var actualNegatives: Int { trueNegatives + falsePositives }
  /// Samples called malignant.
  public var predictedPositives: Int { truePositives + falsePositives }
  /// Samples called benign.
  public var predictedNegatives: Int { trueNegatives + falseNegatives }
}

extension ScoredLabels {
  /// The confusion matrix when a sample is called positive if its score is at least `threshold`.
  ///
  /// An infinite threshold calls nothing (or everything) positive; NaN calls nothing positive.
  public func confusionMatrix(threshold: Double) -> ConfusionMatrix {
    ranked.confusionMatrix(threshold: threshold)
  }
}

extension RankedScores {
  func confusionMatrix(threshold: Double) -> ConfusionMatrix {
    var truePositives = 0
    var falsePositives = 0
    for level in levels {
      guard level.score >= threshold else { break }
      truePositives += level.positives
      falsePositives += level.negatives
    }
    return ConfusionMatrix(
      truePositives: truePositives, falsePositives: falsePositives,
      trueNegatives: negativeCount - falsePositives, falseNegatives: positiveCount - truePositives)
  }
}
