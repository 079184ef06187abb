/// One row of a network's table, as its paper prints it. A block expands to primitive layers.
public enum Block: Sendable {
  /// Convolution, batch norm, activation.
  case convolution(kernel: Int, out: Int, stride: Int, Activation)
  /// 1x1 convolution to `expanded` channels (left out where that is what comes in), depthwise
  /// convolution, squeeze-and-excite with `squeeze` channels in its middle, 1x1 convolution to
  /// `out`; the input is added where stride and channels allow (MobileNetV3, Figure 4).
  case invertedResidual(
    kernel: Int, expanded: Int, out: Int, squeeze: Int?, Activation, stride: Int)
  /// Largest value of each window.
  case maxPooling(window: Int, stride: Int)
  /// Activations as one vector.
  case flatten
  /// Every output from every input; `name` starts the names of its two tensors.
  case dense(name: StaticString, out: Int, Activation)
}
