import NeuralNetwork

/// A file's order of a kernel's numbers, and libtorch's: output, input, row, column.
///
/// Keras has row, column, input, output; its depthwise kernels row, column, channel, 1, which
/// libtorch wants as channel, 1, row, column. Exchanging the last two makes one of the other.
extension KernelOrder {
  /// A kernel of a file for libtorch, in the memory order of 'channels last'.
  func toTorch(_ kernel: Tensor) throws(TorchError) -> Tensor {
    let ordered: Tensor
    switch self {
    case .outputInputRowColumn: ordered = kernel
    case .rowColumnInputOutput:
      let isDepthwise = kernel.shape.last == 1
      ordered = try kernel.permuted(isDepthwise ? [2, 3, 0, 1] : [3, 2, 0, 1])
    }
    return try ordered.channelsLast()
  }

  /// libtorch's kernel for a file of this order and shape.
  func toFile(_ kernel: Tensor, shape: [Int]) throws(TorchError) -> Tensor {
    switch self {
    case .outputInputRowColumn: return kernel
    case .rowColumnInputOutput:
      return try kernel.permuted(shape.last == 1 ? [2, 3, 0, 1] : [2, 3, 1, 0])
    }
  }
}

extension Tensor {
  /// The same numbers, laid out in memory as row, column, channel.
  package func channelsLast() throws(TorchError) -> Tensor {
    try runtime.tensor { runtime.functions.pointee.channels_last(handle, $0, $1, $2) }
  }
}
