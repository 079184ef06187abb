import NeuralNetwork

extension Shape {
  /// Rows, columns, channels.
  var dimensions: [Int] { [height, width, channels] }

  /// Such as "112x112x16".
  var text: String { dimensions.map { "\($0)" }.joined(separator: "x") }
}
