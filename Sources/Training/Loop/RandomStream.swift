/// The first counter of every random stream of a training, so that no two uses share numbers.
package enum RandomStream {
  /// The head's first parameters.
  package static let head: UInt64 = 1
  /// The order of an epoch's images; the second counter is the epoch.
  package static let order: UInt64 = 2
  /// The augmentation of one image; then come the epoch and the place in its order.
  package static let augmentation: UInt64 = 3
  /// One pack of a pool of images in a fine-tuning; then come the pool and the pack.
  package static let pack: UInt64 = 4
  /// How two images are mixed; then come the epoch and the batch.
  package static let mixup: UInt64 = 5
  /// What libtorch draws in a step, such as dropout; then come the epoch and the batch.
  package static let step: UInt64 = 6
  /// The first parameters of the layer that reads the diagnosis.
  package static let diagnosis: UInt64 = 7
  /// The images from which the model learns what lesions look like.
  package static let novelty: UInt64 = 8
}
