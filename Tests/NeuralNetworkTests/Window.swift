import NeuralNetwork

/// A window sliding over an image, with an origin's padding.
struct Window: CustomStringConvertible {
  let input: Shape
  let kernel: Int
  let stride: Int
  let padding: Padding

  var outputHeight: Int { (input.height + stride - 1) / stride }
  var outputWidth: Int { (input.width + stride - 1) / stride }
  var description: String { "\(input) kernel \(kernel) stride \(stride) padding \(padding)" }

  init(height: Int, width: Int, channels: Int, kernel: Int, stride: Int, origin: WeightOrigin) {
    input = Shape(height: height, width: width, channels: channels)
    self.kernel = kernel
    self.stride = stride
    padding = .same(kernel: kernel, stride: stride, height: height, width: width, origin: origin)
  }

  /// The window of a layer.
  init(_ input: Shape, _ convolution: Layer.Convolution) {
    self.input = input
    kernel = convolution.kernel
    stride = convolution.stride
    padding = convolution.padding
  }
}
