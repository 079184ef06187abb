/// The first counter of every random stream of a training, so that no two uses share numbers.
enum RandomStream {
  /// The head's first parameters.
  static let head: UInt64 = 1
  /// The order of an epoch's images; the second counter is the epoch.
  static let order: UInt64 = 2
  /// The augmentation of one image; then come the epoch and the place in its order.
  static let augmentation: UInt64 = 3
}
