/// Rows and columns of zeros around the input of a convolution.
public struct Padding: Sendable, Equatable {
  public let top: Int
  public let left: Int
  public let bottom: Int
  public let right: Int

  public init(top: Int, left: Int, bottom: Int, right: Int) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  public static var none: Padding { Padding(top: 0, left: 0, bottom: 0, right: 0) }

  /// The padding that an origin's framework gives a `kernel` x `kernel` window with this stride, so
  /// that the output measures ceil(size / stride).
  ///
  /// torchvision pads (kernel - 1) / 2 on all sides. TensorFlow's 'same' pads only what the windows
  /// need and puts the odd row or column behind, so windows with stride 2 over an even size start
  /// one pixel later than torchvision's. (Keras' own `correct_pad` comes to the same numbers.)
  package static func same(
    kernel: Int, stride: Int, height: Int, width: Int, origin: WeightOrigin
  ) -> Padding {
    switch origin {
    case .torchvision: return symmetric(kernel: kernel)
    case .keras:
      let rows = excess(kernel: kernel, stride: stride, size: height)
      let columns = excess(kernel: kernel, stride: stride, size: width)
      return Padding(
        top: rows / 2, left: columns / 2, bottom: rows - rows / 2, right: columns - columns / 2)
    }
  }

  /// (kernel - 1) / 2 on all sides, whatever the stride: for odd kernels the output measures
  /// ceil(size / stride).
  package static func symmetric(kernel: Int) -> Padding {
    let side = (kernel - 1) / 2
    return Padding(top: side, left: side, bottom: side, right: side)
  }

  private static func excess(kernel: Int, stride: Int, size: Int) -> Int {
    let windows = (size + stride - 1) / stride
    return max((windows - 1) * stride + kernel - size, 0)
  }
}
