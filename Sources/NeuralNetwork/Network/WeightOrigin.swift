/// Which framework a set of weights was trained in.
///
/// Tensor names, memory order of kernels, padding of strided convolutions and the normalisation of
/// pixels all follow from it: the same weights under another origin's padding sample another grid
/// and give other features.
public enum WeightOrigin: UInt8, CaseIterable, Sendable {
  /// torchvision: `features.0.0.weight`, output-input-height-width, symmetric padding.
  case torchvision = 1
  /// Keras applications: `conv/kernel`, height-width-input-output, TensorFlow's 'same' padding.
  case keras = 2

  /// The name in ASCII, as stored in a model file: `torchvision` or `keras`.
  public var name: StaticString {
    switch self {
    case .torchvision: "torchvision"
    case .keras: "keras"
    }
  }

  /// The origin with exactly this name (ASCII, case matters), or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }
}
