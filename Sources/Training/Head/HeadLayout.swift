/// Where each tensor of the paper's head lies in one flat array of parameters.
///
/// The head is Dense 128 with ReLU, then Dense 1 (the logit), on top of the pooled features. Weights,
/// gradient and velocity share this layout, so that the optimiser is a single loop and a checkpoint
/// names the same tensors three times.
public struct HeadLayout: Sendable, Equatable {
  /// Width of the hidden layer (section 3.4 of the paper).
  public static let hiddenCount = 128

  /// Number of pooled features that the head reads: 5184 for MobileNetV3-Small.
  public let inputCount: Int

  /// - Parameter inputCount: at least 1.
  public init(inputCount: Int) {
    precondition(inputCount > 0)
    self.inputCount = inputCount
  }

  /// One of the head's tensors.
  public struct Tensor: Sendable, Equatable {
    /// Its name in the model file.
    public let name: String
    /// Its extents, row-major, inputs before outputs as in Keras.
    public let shape: [Int]
    /// Its place among the parameters.
    public let range: Range<Int>
  }

  /// Dense 1's weights: [inputCount, 128].
  public var kernel1: Range<Int> { 0..<inputCount * Self.hiddenCount }
  /// Dense 1's bias: [128].
  public var bias1: Range<Int> { kernel1.upperBound..<kernel1.upperBound + Self.hiddenCount }
  /// Dense 2's weights: [128, 1].
  public var kernel2: Range<Int> { bias1.upperBound..<bias1.upperBound + Self.hiddenCount }
  /// Dense 2's bias: [1].
  public var bias2: Range<Int> { kernel2.upperBound..<kernel2.upperBound + 1 }

  /// Number of parameters: 663,809 for MobileNetV3-Small.
  public var count: Int { bias2.upperBound }

  /// The tensors in the order of the flat array.
  public var tensors: [Tensor] {
    [
      Tensor(name: "head.dense1.kernel", shape: [inputCount, Self.hiddenCount], range: kernel1),
      Tensor(name: "head.dense1.bias", shape: [Self.hiddenCount], range: bias1),
      Tensor(name: "head.dense2.kernel", shape: [Self.hiddenCount, 1], range: kernel2),
      Tensor(name: "head.dense2.bias", shape: [1], range: bias2),
    ]
  }
}
