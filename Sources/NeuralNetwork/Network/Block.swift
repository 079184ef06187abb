/// One row of a network's table, as its paper prints it. A block expands to primitive layers.
public enum Block: Sendable {
  /// Convolution, batch norm where the network has it, activation.
  case convolution(kernel: Int, out: Int, stride: Int, Activation)
  /// 1x1 convolution to `expanded` channels (left out where that is what comes in), depthwise
  /// convolution, squeeze-and-excite with `squeeze` channels in its middle, 1x1 convolution to
  /// `out`; the input is added where stride and channels allow (MobileNetV3, Figure 4).
  case invertedResidual(
    kernel: Int, expanded: Int, out: Int, squeeze: Int?, Activation, stride: Int)
  #if !arch(wasm32)
    /// Convolution over all channels to `expanded` channels, 1x1 convolution to `out`; the input is
    /// added where stride and channels allow. Where `expanded` is what comes in, the first
    /// convolution goes to `out` at once and there is no other (EfficientNetV2, Figure 2).
    case fusedInvertedResidual(kernel: Int, expanded: Int, out: Int, Activation, stride: Int)
    /// 1x1 convolution to `width` channels, 3x3 convolution, 1x1 convolution to `out`, to which the
    /// input is added, through a 1x1 convolution of its own where its shape differs; ReLU behind each
    /// and behind the sum (ResNet, Figure 5).
    case bottleneck(width: Int, out: Int, stride: Int)
  #endif
  /// Largest value of each window; `padding` pixels on every side do not count.
  case maxPooling(window: Int, stride: Int, padding: Int = 0)
  /// Activations as one vector.
  case flatten
  /// Every output from every input; `name` starts the names of its two tensors.
  case dense(name: StaticString, out: Int, Activation)
}
