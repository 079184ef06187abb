import CTorch

/// Sums and averages over all processes, as one message for all tensors together.
extension ProcessGroup {
  /// Replaces the gradients of the trainable tensors by their mean over all processes, the same to
  /// the bit in all of them. A trainable tensor without a gradient counts as zeros.
  ///
  /// - Parameters:
  ///   - share: what this process contributes, where shards differ in size: its images over all
  ///     images of the step. All shares sum to 1; nil is 1 / worldSize.
  ///   - numbers: what is weighted and summed beside the gradients, without a message of its own:
  ///     the loss, or whether to stop. As many in all processes.
  /// - Returns: `numbers` over all processes, in fp32's precision.
  /// - Throws: `TorchError` with code `processGroup` where another process is gone.
  @discardableResult
  public func averageGradients(
    _ tensors: [Tensor], share: Double? = nil, alongside numbers: [Double] = []
  ) throws(TorchError) -> [Double] {
    try average(
      tensors, ofGradients: true, share: share, numbers: numbers, action: "averaging gradients")
  }

  /// Replaces the tensors themselves by their mean over all processes: running statistics of batch
  /// norm, say.
  @discardableResult
  public func average(
    _ tensors: [Tensor], share: Double? = nil, alongside numbers: [Double] = []
  ) throws(TorchError) -> [Double] {
    try average(
      tensors, ofGradients: false, share: share, numbers: numbers, action: "averaging tensors")
  }

  private func average(
    _ tensors: [Tensor], ofGradients: Bool, share: Double?, numbers: [Double], action: String
  ) throws(TorchError) -> [Double] {
    var numbers = numbers
    let share = share ?? 1 / Double(settings.worldSize)
    try call(action) { text, capacity in
      tensors.withHandles { handles, count in
        numbers.withUnsafeMutableBufferPointer { numbers in
          functions.pointee.average(
            handle, handles, count, ofGradients ? 1 : 0, share, numbers.baseAddress,
            numbers.count, text, capacity)
        }
      }
    }
    return numbers
  }
}
