import CTorch

/// A layer that subtracts each channel's mean, divides by its deviation, and multiplies with `gamma` and
/// adds `beta`.
package struct BatchNorm {
  package let gamma: Tensor
  package let beta: Tensor
  /// The running statistics.
  package let mean: Tensor
  package let variance: Tensor
  package let epsilon: Float

  package init(gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, epsilon: Float) {
    self.gamma = gamma
    self.beta = beta
    self.mean = mean
    self.variance = variance
    self.epsilon = epsilon
  }
}

extension Tensor {
  /// Batch norm of [N, C, H, W].
  ///
  /// - Parameters:
  ///   - usesBatch: takes this tensor's own statistics, towards which the running ones move.
  ///   - momentum: how far, 0...1.
  package func normalized(
    _ norm: BatchNorm, usesBatch: Bool, momentum: Double
  ) throws(TorchError) -> Tensor {
    try runtime.tensor {
      runtime.functions.pointee.batch_norm(
        handle, norm.gamma.handle, norm.beta.handle, norm.mean.handle, norm.variance.handle,
        usesBatch ? 1 : 0, momentum, Double(norm.epsilon), $0, $1, $2)
    }
  }
}
