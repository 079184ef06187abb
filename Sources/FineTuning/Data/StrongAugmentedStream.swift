import Files
import LesionImage
import Training

/// What is done to the images of one epoch, position by position.
///
/// It depends on the seed, the epoch and the position alone, so that neither threads nor an
/// interruption change it.
package struct StrongAugmentedStream: Sendable {
  package var policy: StrongAugmentationPolicy
  package var seed: UInt64
  /// From 1.
  package var epoch: Int

  package init(policy: StrongAugmentationPolicy, seed: UInt64, epoch: Int) {
    self.policy = policy
    self.seed = seed
    self.epoch = epoch
  }

  /// The augmentation of the image at a position in the epoch's order.
  package func augmentation(at position: Int) -> StrongAugmentation {
    var generator = SeededGenerator(
      seed: seed, stream: Self.streamName, UInt64(epoch), UInt64(position))
    return policy.draw(using: &generator)
  }

  /// Shares no numbers with any of `RandomStream`.
  private static let streamName: UInt64 = 0x5354_524F_4E47
}
