/// In which order a kernel's numbers lie in its tensor.
public enum KernelOrder: Sendable, Equatable {
  /// OIHW: output, input, row, column. Depthwise: channel, 1, row, column.
  case outputInputRowColumn
  /// HWIO: row, column, input, output. Depthwise: row, column, channel, 1.
  case rowColumnInputOutput
}

/// Batch normalisation after a convolution: `gamma * (x - mean) / sqrt(variance + epsilon) + beta`.
public struct BatchNormalization: Sendable, Equatable {
  public let gamma: Parameter
  public let beta: Parameter
  public let mean: Parameter
  public let variance: Parameter
  public let epsilon: Float

  /// The four tensors, in the order that frameworks list them.
  public var parameters: [Parameter] { [gamma, beta, mean, variance] }
}

/// The tensors of a convolution or a depthwise convolution.
public struct ConvolutionWeights: Sendable, Equatable {
  public let kernel: Parameter
  public let order: KernelOrder
  /// The bias. Where batch norm is folded into kernel and bias, a file has this tensor even though
  /// the architecture may have none (`hasBias`).
  public let bias: Parameter
  /// Whether the architecture adds a bias, before batch norm where there is one.
  public let hasBias: Bool
  /// Batch norm that follows, or nil.
  public let normalization: BatchNormalization?

  /// The tensors that the architecture counts: with batch norm unfolded.
  public var parameters: [Parameter] {
    (hasBias ? [kernel, bias] : [kernel]) + (normalization?.parameters ?? [])
  }
}
