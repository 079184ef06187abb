import CTorch

/// Functions, value by value, means and sums.
extension Tensor {
  public func abs() throws(TorchError) -> Tensor { try unary(CTORCH_ABS) }
  public func sigmoid() throws(TorchError) -> Tensor { try unary(CTORCH_SIGMOID) }
  /// log(1 + exp(x)) without overflow.
  public func softplus() throws(TorchError) -> Tensor { try unary(CTORCH_SOFTPLUS) }
  public func pow(_ exponent: Double) throws(TorchError) -> Tensor {
    try scalar(CTORCH_POWER, exponent)
  }

  /// The sum of all, as a single number.
  public func sum() throws(TorchError) -> Tensor { try unary(CTORCH_SUM) }
  /// The mean of all, as a single number.
  public func mean() throws(TorchError) -> Tensor { try unary(CTORCH_MEAN) }

  /// The mean over all pixels: [N, C, H, W] to [N, C].
  public func spatialMean() throws(TorchError) -> Tensor { try unary(CTORCH_SPATIAL_MEAN) }

  /// `self` (N x inputs) times `kernel` (inputs x outputs) plus `bias` (outputs).
  public func dense(_ kernel: Tensor, _ bias: Tensor) throws(TorchError) -> Tensor {
    try runtime.tensor {
      runtime.functions.pointee.dense(handle, kernel.handle, bias.handle, $0, $1, $2)
    }
  }

  /// Sets numbers of a matrix [N, K] to zero and scales the others up.
  ///
  /// - Throws: `TorchError` where there is not one position a row, or the probability is none.
  public func dropout(_ dropout: Dropout) throws(TorchError) -> Tensor {
    let positions = dropout.positions.map(Int64.init)
    return try runtime.tensor {
      runtime.functions.pointee.dropout(
        handle, dropout.probability, dropout.seed, positions, positions.count, $0, $1, $2)
    }
  }
}
