/// One primitive step of a network, with its shapes and the tensors it reads.
///
/// Most layers read what the one before them put out; `input` says so. The first reads the image.
public struct Layer: Sendable {
  public let operation: Operation
  /// Index of the layer whose output this one reads; `Layer.image` for the image.
  public let input: Int
  /// Applied to every output value, after the operation.
  public let activation: Activation
  public let inputShape: Shape
  public let outputShape: Shape

  /// Stands for the image where an index of a layer is asked for: what comes before layer 0.
  public static var image: Int { -1 }

  /// What a layer computes.
  public enum Operation: Sendable {
    /// A convolution over all channels.
    case convolution(Convolution)
    /// A convolution of each channel by itself.
    case depthwiseConvolution(Convolution)
    /// Scales each channel by a factor computed from all channels' means (Hu et al., 2018).
    case squeezeExcite(SqueezeExcite)
    /// Adds the output of an earlier layer, given by its index (or the image).
    case add(layer: Int)
    /// The largest value in each window; what is padded does not count, and windows that do not fit
    /// are dropped.
    case maxPooling(MaxPooling)
    /// Reads the activations as one vector, in the order row, column, channel.
    case flatten
    /// Every output from every input.
    case dense(Dense)
  }

  /// A square window that slides over the image.
  public struct Convolution: Sendable {
    /// Rows, and columns, of the window.
    public let kernel: Int
    public let stride: Int
    public let padding: Padding
    public let weights: ConvolutionWeights
  }

  /// Mean per channel, dense to `squeezed` values, dense back to a factor per channel, multiply.
  public struct SqueezeExcite: Sendable {
    public let squeezed: Int
    public let reduce: ConvolutionWeights
    public let expand: ConvolutionWeights
    /// The function between the two dense steps.
    public let inner: Activation
    /// The function that makes the factors.
    public let gate: Activation
  }

  public struct MaxPooling: Sendable {
    public let window: Int
    public let stride: Int
    public let padding: Padding
  }

  public struct Dense: Sendable {
    /// Input count x output count, the output running fastest.
    public let kernel: Parameter
    public let bias: Parameter
  }

  /// The tensors this layer reads, batch norm unfolded.
  public var parameters: [Parameter] {
    switch operation {
    case .convolution(let convolution), .depthwiseConvolution(let convolution):
      convolution.weights.parameters
    case .squeezeExcite(let block): block.reduce.parameters + block.expand.parameters
    case .dense(let dense): [dense.kernel, dense.bias]
    case .add, .maxPooling, .flatten: []
    }
  }

  /// Batch norm behind this layer's convolution, or nil.
  var normalization: BatchNormalization? {
    switch operation {
    case .convolution(let convolution), .depthwiseConvolution(let convolution):
      convolution.weights.normalization
    default: nil
    }
  }

  /// Whether this layer reads the output of layer `index`.
  public func reads(_ index: Int) -> Bool {
    if case .add(index) = operation { true } else { input == index }
  }

  /// Multiplications, each with its addition, for one image.
  public var multiplyAdds: Int {
    switch operation {
    case .convolution(let convolution):
      outputShape.count * convolution.kernel * convolution.kernel * inputShape.channels
    case .depthwiseConvolution(let convolution):
      outputShape.count * convolution.kernel * convolution.kernel
    case .squeezeExcite(let block): 2 * block.squeezed * inputShape.channels + inputShape.count
    case .dense: inputShape.count * outputShape.count
    case .add, .maxPooling, .flatten: 0
    }
  }
}
