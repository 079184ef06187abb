/// What one block's convolutions are called in the weights; unused roles stay empty.
struct BlockNames {
  /// Name of a convolution's tensors, and of its batch norm's.
  struct Pair {
    var convolution: [UInt8]
    /// Nil where no batch norm follows.
    var normalization: [UInt8]?

    /// For a role that the block does not have.
    static var none: Pair { Pair(convolution: [], normalization: nil) }
  }

  /// The 1x1 convolution that an inverted residual or a bottleneck begins with.
  var entry = Pair.none
  /// The depthwise convolution, the one with the large window, or the only convolution of a block.
  var spatial = Pair.none
  var squeeze: [UInt8] = []
  var excite: [UInt8] = []
  /// The 1x1 convolution to the block's output.
  var project = Pair.none
  /// The 1x1 convolution that brings the input to the output's shape.
  var shortcut = Pair.none
}
