import NeuralNetwork

/// One tensor of a network that is trained.
public struct NetworkParameter {
  public enum Kind: Sendable, Equatable {
    /// Of a convolution or a dense layer: weight decay is for these.
    case kernel
    case bias
    /// Batch norm's scale.
    case gamma
    /// Batch norm's offset.
    case beta
    /// Batch norm's running mean: moved by batches, not by gradients.
    case mean
    /// Batch norm's running variance: moved by batches, not by gradients.
    case variance

    /// Whether gradients are computed of it.
    public var isTrainable: Bool { self != .mean && self != .variance }
  }

  /// The tensor's name in the weights' file.
  public let name: String
  /// In libtorch's order: convolutions' kernels output, input, row, column; dense kernels input,
  /// output.
  public let tensor: Tensor
  /// The row of `Network.blocks` that it belongs to; the head's rows come last.
  public let block: Int
  public let kind: Kind
  /// Whether it belongs to the head rather than to the backbone.
  public let isHead: Bool
  /// The shape in the weights' file.
  public let fileShape: [Int]
  let fileOrder: KernelOrder?
}
