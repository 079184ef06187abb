import CTorch

/// Gradients.
extension Tensor {
  /// Adds the gradients of this single number to every trainable tensor it was made from.
  ///
  /// - Throws: `TorchError` where it is no single number, or no trainable tensor was part of it.
  public func backward() throws(TorchError) {
    try runtime.call { runtime.functions.pointee.backward(handle, $0, $1) }
  }

  /// Whether `backward` computes a gradient of this tensor.
  public var isTrainable: Bool { runtime.functions.pointee.is_trainable(handle) != 0 }

  /// Says whether `backward` shall compute a gradient of this tensor: for weights that are frozen,
  /// then thawed.
  ///
  /// - Throws: `TorchError` where the tensor is a result and no start of the graph.
  public func setTrainable(_ isTrainable: Bool) throws(TorchError) {
    try runtime.call {
      runtime.functions.pointee.set_trainable(handle, isTrainable ? 1 : 0, $0, $1)
    }
  }

  /// The gradient that `backward` left, of the same shape; nil where there is none.
  public func gradient() throws(TorchError) -> Tensor? {
    guard runtime.functions.pointee.has_gradient(handle) != 0 else { return nil }
    return try unary(CTORCH_GRADIENT)
  }

  /// Shortens the gradients of all tensors, taken as one vector, to at most `norm`; returns its
  /// length before. Tensors without a gradient do not count.
  ///
  /// - Throws: `TorchError` with code `nonFinite` where a gradient is infinite or no number;
  ///   nothing was changed then.
  @discardableResult
  public static func clipGradients(
    of tensors: [Tensor], norm: Double = .infinity
  ) throws(TorchError) -> Double {
    guard let runtime = tensors.first?.runtime else { return 0 }
    var found = 0.0
    try runtime.call { text, capacity in
      tensors.withHandles {
        runtime.functions.pointee.clip_gradients($0, $1, norm, &found, text, capacity)
      }
    }
    guard found.isFinite else {
      throw TorchError(
        .nonFinite, "a gradient is not a finite number: lower the learning rate, or clip earlier")
    }
    return found
  }

  /// Forgets the gradients of all tensors.
  public static func zeroGradients(of tensors: [Tensor]) throws(TorchError) {
    guard let runtime = tensors.first?.runtime else { return }
    try runtime.call { text, capacity in
      tensors.withHandles {
        runtime.functions.pointee.zero_gradients($0, $1, text, capacity)
      }
    }
  }
}
