import Foundation

/// Class-weighted binary focal cross-entropy on the logit (Lin et al., "Focal loss for dense object
/// detection", 2017; the paper's section 3.3 uses it with gamma 2).
///
/// With p the probability given to the true class and w that class's weight, one sample costs
/// `-w (1 - p)^gamma ln p`; a batch costs the mean over its samples. `gamma` 0 with both weights 1
/// is the plain binary cross-entropy.
///
/// Everything is computed in double precision from the logit itself, never from a rounded
/// probability, so value and derivative keep full relative accuracy for logits up to +-100 and
/// stay finite beyond.
public struct FocalLoss: Codable, Sendable, Equatable {
  /// How strongly samples that are already right are played down; at least 0.
  public var gamma: Double
  /// Weight of malignant samples; above 0.
  public var malignantWeight: Double
  /// Weight of benign samples; above 0.
  public var benignWeight: Double

  public init(gamma: Double, malignantWeight: Double, benignWeight: Double) {
    self.gamma = gamma
    self.malignantWeight = malignantWeight
    self.benignWeight = benignWeight
  }

  /// Plain binary cross-entropy.
  public static let crossEntropy = FocalLoss(gamma: 0, malignantWeight: 1, benignWeight: 1)

  /// One sample's loss.
  public func value(logit: Double, isMalignant: Bool) -> Double {
    let margin = isMalignant ? logit : -logit
    return weight(isMalignant) * modulation(margin) * softplus(-margin)
  }

  /// The derivative of one sample's loss with respect to its logit.
  public func derivative(logit: Double, isMalignant: Bool) -> Double {
    let margin = isMalignant ? logit : -logit
    let slope =
      -modulation(margin) * (gamma * sigmoid(margin) * softplus(-margin) + sigmoid(-margin))
    return weight(isMalignant) * (isMalignant ? slope : -slope)
  }

  /// The mean loss of a batch, and the derivative of that mean with respect to each logit.
  ///
  /// - Parameters:
  ///   - logits: the head's outputs, one a sample.
  ///   - labels: whether each sample is malignant; as many as `logits`.
  ///   - derivatives: receives one value a sample; as many as `logits`.
  /// - Returns: the mean loss; 0 for an empty batch.
  public func meanValue(
    logits: [Float], labels: [Bool], derivatives: inout [Float]
  ) -> Double {
    precondition(logits.count == labels.count && derivatives.count == logits.count)
    guard !logits.isEmpty else { return 0 }
    let share = 1 / Double(logits.count)
    var total = 0.0
    for index in logits.indices {
      let logit = Double(logits[index])
      total += value(logit: logit, isMalignant: labels[index])
      derivatives[index] = Float(share * derivative(logit: logit, isMalignant: labels[index]))
    }
    return total * share
  }

  private func weight(_ isMalignant: Bool) -> Double {
    isMalignant ? malignantWeight : benignWeight
  }

  /// (1 - p)^gamma, where 1 - p is taken as sigmoid(-margin) so that nothing cancels.
  private func modulation(_ margin: Double) -> Double {
    gamma == 0 ? 1 : pow(sigmoid(-margin), gamma)
  }
}

/// 1 / (1 + exp(-x)) with full relative accuracy at both ends.
private func sigmoid(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let growth = exp(x)
  return growth / (1 + growth)
}

/// ln(1 + exp(x)) without overflow or cancellation.
private func softplus(_ x: Double) -> Double {
  max(x, 0) + log1p(exp(-abs(x)))
}
