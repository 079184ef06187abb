/// What one block's convolutions are called in the weights; unused roles stay empty.
struct BlockNames {
  /// Name of a convolution's tensors, and of its batch norm's.
  struct Pair {
    var convolution: [UInt8]
    var normalization: [UInt8]
  }

  var expand = Pair(convolution: [], normalization: [])
  /// The depthwise convolution, or the only convolution of a block that has one.
  var spatial: Pair
  var squeeze: [UInt8] = []
  var excite: [UInt8] = []
  var project = Pair(convolution: [], normalization: [])
}
