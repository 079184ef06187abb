import Files
import LesionImage

/// What is done to the images of one epoch, position by position.
///
/// It depends on the seed, the epoch and the position alone, so that neither threads nor an
/// interruption change it, and two trainings that share these share the features.
struct AugmentedStream: Sendable {
  let policy: AugmentationPolicy
  let seed: UInt64
  /// From 1.
  let epoch: Int

  /// The augmentation of the image at a position in the epoch's order.
  func augmentation(at position: Int) -> Augmentation {
    var generator = SeededGenerator(
      seed: seed, stream: RandomStream.augmentation, UInt64(epoch), UInt64(position))
    return policy.draw(using: &generator)
  }

  /// Mixes in everything that decides the augmentations.
  func combine(into fingerprint: inout Fingerprint) {
    fingerprint.combine(seed)
    fingerprint.combine(UInt64(epoch))
    for bound in [policy.horizontalFlip, policy.verticalFlip] { fingerprint.combine([bound]) }
    for range in [
      policy.rotation, policy.zoom, policy.shear, policy.saturation, policy.brightness, policy.hue,
    ] {
      fingerprint.combine([range.lowerBound, range.upperBound])
    }
  }
}
