/// What one block's convolutions are called in the weights; unused roles stay empty.
struct BlockNames {
  /// Name of a convolution's tensors, and of its batch norm's.
  struct Pair {
    var convolution: [UInt8]
    /// Nil where no batch norm follows.
    var normalization: [UInt8]?

    init(convolution: [UInt8], normalization: [UInt8]?) {
      self.convolution = convolution
      self.normalization = normalization
    }

    /// Two names that begin with the same prefix.
    init(
      _ convolution: StaticString, _ normalization: StaticString, _ prefix: [UInt8] = []
    ) {
      self.init(
        convolution: prefix.appending(convolution), normalization: prefix.appending(normalization))
    }

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

  /// Where in a network's table block `index` stands, the first of the first stage being 0; nil in
  /// front of all stages and behind them.
  static func place(of index: Int, in counts: [Int]) -> (stage: Int, position: Int)? {
    guard index >= 0 else { return nil }
    var position = index
    for (stage, count) in counts.enumerated() {
      if position < count { return (stage, position) }
      position -= count
    }
    return nil
  }
}
