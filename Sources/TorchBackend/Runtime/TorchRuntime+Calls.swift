import CTorch

/// What a function of the plug-in returned: nil, or why it failed.
struct CallOutcome {
  let error: TorchError?

  init(_ body: (UnsafeMutablePointer<CChar>, Int) -> ctorch_status) {
    error = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let text = buffer.baseAddress else { return nil }
      text.initialize(to: 0)
      let status = body(text, buffer.count)
      guard status != CTORCH_OK else { return nil }
      return TorchError(Self.code(status), String(cString: text))
    }
  }

  private static func code(_ status: ctorch_status) -> TorchError.Code {
    switch status {
    case CTORCH_UNAVAILABLE: .unavailable
    case CTORCH_INCOMPATIBLE: .incompatible
    case CTORCH_PROCESS_GROUP: .processGroup
    default: .failed
    }
  }
}

extension TorchRuntime {
  /// Calls a function of the plug-in with a buffer for its message.
  func call(
    _ body: (UnsafeMutablePointer<CChar>, Int) -> ctorch_status
  ) throws(TorchError) {
    if let error = CallOutcome(body).error { throw error }
  }

  /// Calls a function that hands out a tensor's handle.
  func handle(
    _ body: (UnsafeMutablePointer<OpaquePointer?>, UnsafeMutablePointer<CChar>, Int) ->
      ctorch_status
  ) throws(TorchError) -> OpaquePointer {
    var handle: OpaquePointer?
    try call { body(&handle, $0, $1) }
    guard let handle else { throw TorchError(.failed, "libtorch handed out no tensor") }
    return handle
  }

  /// Calls a function that hands out a tensor.
  func tensor(
    _ body: (UnsafeMutablePointer<OpaquePointer?>, UnsafeMutablePointer<CChar>, Int) ->
      ctorch_status
  ) throws(TorchError) -> Tensor {
    Tensor(handle: try handle(body), runtime: self)
  }
}
