import Foundation

/// Losses of the scores as probabilities; lower is better.
///
/// Rank metrics cannot see whether a score of 0.3 means three melanomas in ten. These can.
extension ScoredLabels {
  /// Whether every score lies in 0 ... 1. True without samples.
  public var scoresAreProbabilities: Bool { scores.allSatisfy { $0 >= 0 && $0 <= 1 } }

  /// The mean squared difference between score and label (1 malignant, 0 benign), 0 to 1.
  ///
  /// Saying the prevalence `p` for every sample gives `p (1 - p)`; a useful model is below that.
  /// `nil` without samples, or when a score lies outside 0 ... 1.
  /// Source: Brier 1950, Monthly Weather Review 78:1.
  public var brierScoreLoss: Double? {
    meanLoss { score, isPositive in
      let difference = isPositive ? 1 - score : score
      return difference * difference
    }
  }

  /// The mean negative natural logarithm of the probability given to the true label, 0 upwards.
  ///
  /// Scores are kept `Double.ulpOfOne` away from 0 and 1, as scikit-learn's `log_loss` does, so one
  /// sure but wrong score costs about 36 and not infinity.
  /// `nil` without samples, or when a score lies outside 0 ... 1.
  public var logLoss: Double? {
    meanLoss { score, isPositive in
      let clipped = min(max(score, .ulpOfOne), 1 - .ulpOfOne)
      return isPositive ? -log(clipped) : -log1p(-clipped)
    }
  }

  private func meanLoss(_ loss: (_ score: Double, _ isPositive: Bool) -> Double) -> Double? {
    guard count > 0, scoresAreProbabilities else { return nil }
    // Added in rank order rather than in the order of samples, so that the last bit does not depend
    // on how the samples were listed.
    var sum = 0.0
    for level in ranked.levels {
      sum += Double(level.positives) * loss(level.score, true)
      sum += Double(level.negatives) * loss(level.score, false)
    }
    return sum / Double(count)
  }
}
