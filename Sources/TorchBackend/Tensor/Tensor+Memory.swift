import CTorch

/// Making, copying and overwriting.
extension Tensor {
  /// A tensor with the same number everywhere.
  public static func full(
    _ value: Double, shape: [Int], device: TorchDevice = .cpu
  ) throws(TorchError) -> Tensor {
    let runtime = try TorchRuntime.load()
    try runtime.requireDevice(device)
    let lengths = shape.map(Int64.init)
    return try runtime.tensor {
      runtime.functions.pointee.full(value, lengths, lengths.count, device.index, $0, $1, $2)
    }
  }

  /// Zeros of this shape, on this device, in this order in memory.
  public func zeros() throws(TorchError) -> Tensor {
    try runtime.tensor { runtime.functions.pointee.zeros_like(handle, $0, $1, $2) }
  }

  /// The same numbers, cut off from the graph; they share memory.
  public func detached() throws(TorchError) -> Tensor { try unary(CTORCH_DETACH) }

  /// Overwrites all numbers, rows first, outside the graph.
  ///
  /// - Throws: `TorchError` where the count differs.
  public func assign(_ floats: [Float]) throws(TorchError) {
    guard floats.count == count else {
      throw TorchError(.failed, "\(floats.count) numbers do not fill a tensor of shape \(shape)")
    }
    try runtime.call { text, capacity in
      floats.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return CTORCH_OK }
        return runtime.functions.pointee.write(handle, start, buffer.count, text, capacity)
      }
    }
  }

  /// Overwrites all numbers with another tensor's of the same shape, outside the graph.
  public func assign(_ source: Tensor) throws(TorchError) {
    try runtime.call { runtime.functions.pointee.assign(handle, source.handle, $0, $1) }
  }

  /// Whether both read the same memory.
  package func sharesMemory(with other: Tensor) -> Bool {
    runtime.functions.pointee.shares_memory(handle, other.handle) != 0
  }
}

extension [Tensor] {
  /// Hands the tensors' handles to a function of the plug-in.
  func withHandles<Value>(_ body: (UnsafePointer<OpaquePointer>?, Int) -> Value) -> Value {
    // The array holds the tensors until the call is over.
    withExtendedLifetime(self) {
      map(\.handle).withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
    }
  }
}
