import NeuralNetwork

/// A window sliding over an image, with an origin's padding.
package struct Window: CustomStringConvertible {
  package let input: Shape
  package let kernel: Int
  package let stride: Int
  package let padding: Padding

  package var outputHeight: Int { (input.height + stride - 1) / stride }
  package var outputWidth: Int { (input.width + stride - 1) / stride }
  package var description: String {
    "\(input.height)x\(input.width)x\(input.channels) kernel \(kernel) stride \(stride) "
      + "padding \(padding.top) \(padding.left) \(padding.bottom) \(padding.right)"
  }

  package init(
    height: Int, width: Int, channels: Int, kernel: Int, stride: Int, origin: WeightOrigin
  ) {
    input = Shape(height: height, width: width, channels: channels)
    self.kernel = kernel
    self.stride = stride
    padding = .same(kernel: kernel, stride: stride, height: height, width: width, origin: origin)
  }

  /// The window of a layer.
  package init(_ input: Shape, _ convolution: Layer.Convolution) {
    self.input = input
    kernel = convolution.kernel
    stride = convolution.stride
    padding = convolution.padding
  }
}
