import CTorch

/// Losses of a single logit.
extension Tensor {
  /// Binary cross-entropy of each logit: `softplus(x) - target * x`; the shapes are alike. Targets
  /// lie in 0...1, so labels may be smoothed or mixed.
  public static func binaryCrossEntropy(
    logits: Tensor, targets: Tensor
  ) throws(TorchError) -> Tensor {
    try logits.softplus() - targets * logits
  }

  /// Focal loss of each logit (Lin et al., 2017): binary cross-entropy times
  /// |target - sigmoid(logit)|^gamma, which for hard labels is (1 - p_t)^gamma.
  ///
  /// With smoothed labels the factor is that of the smoothed target.
  public static func focal(
    logits: Tensor, targets: Tensor, gamma: Double
  ) throws(TorchError) -> Tensor {
    let entropy = try binaryCrossEntropy(logits: logits, targets: targets)
    return try entropy * (targets - logits.sigmoid()).abs().pow(gamma)
  }

  /// Labels drawn towards one half: `target * (1 - smoothing) + smoothing / 2`.
  public func smoothed(_ smoothing: Double) throws(TorchError) -> Tensor {
    try self * (1 - smoothing) + smoothing / 2
  }
}
