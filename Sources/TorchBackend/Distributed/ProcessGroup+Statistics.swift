import CTorch

/// Batch norm over the images of all processes, and the gradients through it.
extension ProcessGroup {
  /// Batch norm of [N, C, H, W] with the mean and variance of all processes' images; N may differ between
  /// them. The running statistics move towards them, and stay the same in all processes.
  ///
  /// The gradients of gamma and beta are of this process's images, to be added up like all others.
  package func normalize(
    _ x: Tensor, _ norm: BatchNorm, momentum: Double
  ) throws(TorchError) -> Tensor {
    var made: OpaquePointer?
    try call("sharing batch norm's statistics") { text, capacity in
      functions.pointee.batch_norm(
        handle, x.handle, norm.gamma.handle, norm.beta.handle, norm.mean.handle,
        norm.variance.handle, momentum, Double(norm.epsilon), &made, text, capacity)
    }
    guard let made else { throw TorchError(.failed, "libtorch handed out no tensor") }
    return Tensor(handle: made, runtime: runtime)
  }

  /// Adds the gradients of this process's part of a loss to every trainable tensor that it was made from,
  /// as the part of the sum over all processes' losses: `averageGradients` with a share of 1 adds them up.
  ///
  /// All processes call it, because the gradients of shared statistics go through all their images.
  ///
  /// - Throws: `TorchError` with code `processGroup` where another process is gone.
  public func backward(from loss: Tensor) throws(TorchError) {
    try call("computing gradients") { text, capacity in
      runtime.functions.pointee.backward(loss.handle, text, capacity)
    }
  }
}
