import CTorch
import NeuralNetwork

/// One layer with the tensors it reads, in libtorch's order.
struct GraphStep {
  /// A kernel and its bias; nil where there is none.
  struct Weights {
    let kernel: Tensor
    let bias: Tensor?
  }

  typealias Normalization = BatchNorm

  let layer: Layer
  /// The row of `Network.blocks` that the layer belongs to.
  let block: Int
  /// Whether the layer belongs to the head.
  let isHead: Bool
  /// One for a convolution or a dense layer, two for squeeze-and-excite.
  var weights: [Weights] = []
  var normalization: Normalization?
  /// Whether another layer than the next reads the output.
  var isReadLater = false
  /// Outputs of earlier layers that nobody reads after this one.
  var lastReads: [Int] = []
}
