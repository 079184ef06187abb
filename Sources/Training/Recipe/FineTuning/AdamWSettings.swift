/// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), and how much slower
/// the layers learn that were pretrained.
public struct AdamWSettings: Codable, Sendable, Equatable {
  /// At least 0; not for biases and batch norm, whose size says nothing about complexity.
  public var weightDecay: Double
  /// Memory of the mean gradient; 0..<1.
  public var beta1: Double
  /// Memory of the mean squared gradient; 0..<1.
  public var beta2: Double
  /// Added to the denominator; above 0.
  public var epsilon: Double
  /// Longer gradients are shortened to this Euclidean length; 0 leaves them.
  public var clippingNorm: Double
  /// The backbone's learning rate over the head's; above 0.
  public var backboneScale: Double
  /// Factor from each row of the backbone's table to the one before it; above 0, and 1 lets all rows
  /// learn alike.
  public var blockDecay: Double

  public init(
    weightDecay: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    clippingNorm: Double = 0, backboneScale: Double = 1, blockDecay: Double = 1
  ) {
    self.weightDecay = weightDecay
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.clippingNorm = clippingNorm
    self.backboneScale = backboneScale
    self.blockDecay = blockDecay
  }

  private enum CodingKeys: String, CodingKey {
    case beta1, beta2, epsilon
    case weightDecay = "weight_decay"
    case clippingNorm = "clipping_norm"
    case backboneScale = "backbone_scale"
    case blockDecay = "block_decay"
  }

  /// Factor on the learning rate of a row of the network's table.
  ///
  /// - Parameters:
  ///   - block: the row's index.
  ///   - backboneBlocks: rows that belong to the backbone, which come first.
  public func learningRateScale(block: Int, backboneBlocks: Int) -> Double {
    guard block < backboneBlocks else { return 1 }
    var scale = backboneScale
    for _ in 0..<(backboneBlocks - 1 - block) { scale *= blockDecay }
    return scale
  }
}
