import CHDF5Reader

/// What no file of pretrained weights exceeds by far, and a hostile one may claim. The limits of
/// single answers are in CHDF5Reader.h.
enum HDF5Limits {
  /// Groups and datasets that a search looks at.
  static let objects = 20_000
  /// Groups within one another.
  static let depth = 8
  /// Layers, and tensors, of one file.
  static let names = 8192
  /// Numbers of one tensor.
  static let numbers = HDF5_MAXIMUM_NUMBERS
  /// Attributes that one list of names is spread over.
  static let nameChunks = 64
  /// Seconds that one answer may take.
  static let seconds = Int32(HDF5_MAXIMUM_SECONDS)
}
