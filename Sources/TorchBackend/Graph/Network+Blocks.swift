import NeuralNetwork

extension Network {
  /// The first row of `blocks` that belongs to the head: the pooling in front of flattening. The
  /// count of rows where there is no head.
  var firstBlockOfHead: Int {
    let flatten = blocks.firstIndex { if case .flatten = $0 { true } else { false } }
    return flatten.map { $0 - 1 } ?? blocks.count
  }
}
