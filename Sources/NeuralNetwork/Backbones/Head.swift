/// The paper's classifier on top of any backbone (Figure 5): the largest of each 2x2 window, all
/// values in one vector, 128 hidden units, one logit.
enum Head {
  /// Count of hidden units.
  static var hidden: Int { 128 }

  /// Rows and columns of a window, of which the largest value is taken; also its stride.
  static var window: Int { 2 }

  /// Backbone to vector: 7x7xC becomes 3x3xC (the seventh row and column are dropped), so 9C values.
  static var pooling: [Block] { [.maxPooling(window: window, stride: window), .flatten] }

  /// Vector to logit; the sigmoid is left to the caller.
  static var classifier: [Block] {
    [
      .dense(name: "head.dense1", out: hidden, .relu),
      .dense(name: "head.dense2", out: 1, .none),
    ]
  }
}
