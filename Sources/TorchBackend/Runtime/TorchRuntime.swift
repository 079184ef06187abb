import CTorch

/// libtorch, loaded into this process by Lentigo's plug-in.
///
/// The package itself does not link libtorch: `make setup-torch` fetches it and builds the plug-in,
/// and whoever fine-tunes loads it.
public struct TorchRuntime: Sendable {
  // A constant table in a library that is never closed.
  nonisolated(unsafe) let functions: UnsafePointer<ctorch_functions>
  /// The plug-in's file.
  public let path: String

  /// The plug-in that `TorchPluginSearch` finds; looked for once in a process.
  ///
  /// Sets `OMP_WAIT_POLICY` to PASSIVE where it is not set: libtorch's threads would otherwise spin between
  /// operations, on cores that decode images or train something else.
  ///
  /// - Throws: `TorchError`: `unavailable` where there is none or it cannot be opened,
  ///   `incompatible` where it was built for another version of this package.
  public static func load() throws(TorchError) -> TorchRuntime { try loaded.get() }

  private static let loaded: Result<TorchRuntime, TorchError> = {
    () -> Result<TorchRuntime, TorchError> in
    do throws(TorchError) {
      return .success(try TorchRuntime(path: try TorchPluginSearch.here.find()))
    } catch {
      return .failure(error)
    }
  }()

  /// Opens one plug-in.
  ///
  /// - Throws: as `load`.
  package init(path: String) throws(TorchError) {
    var table: UnsafePointer<ctorch_functions>?
    let outcome = CallOutcome { text, capacity in ctorch_load(path, &table, text, capacity) }
    if let error = outcome.error {
      throw TorchError(
        error.code,
        "\(path): libtorch's plug-in cannot be used: \(error.message); run 'make setup-torch'")
    }
    guard let table else { throw TorchError(.unavailable, "\(path): the plug-in is empty") }
    functions = table
    self.path = path
  }

  /// libtorch's version, such as `2.13.0`.
  public var version: String { String(cString: functions.pointee.version) }

  /// Whether libtorch can use a GPU here.
  public var hasCUDA: Bool { functions.pointee.has_cuda() != 0 }

  /// GPUs that libtorch can use.
  public var cudaDeviceCount: Int { Int(functions.pointee.cuda_devices()) }

  /// Threads that one operation is spread over on the CPU.
  public var threads: Int { Int(functions.pointee.threads()) }

  /// Tensors held by Swift at this moment, for tests that nothing leaks.
  package var liveTensors: Int { Int(functions.pointee.live_tensors()) }

  /// Sets the threads that one operation is spread over on the CPU: 1 and up, for the whole
  /// process.
  public func setThreads(_ count: Int) throws(TorchError) {
    try call { functions.pointee.set_threads(Int32(clamping: count), $0, $1) }
  }

  /// - Throws: `unavailable` where the device is not there, with libtorch's reason.
  public func requireDevice(_ device: TorchDevice) throws(TorchError) {
    guard case .cuda(let number) = device else { return }
    guard hasCUDA else {
      let reason = String(cString: functions.pointee.cuda_absence())
      throw TorchError(
        .unavailable, "libtorch \(version) has no CUDA here: \(reason); use the device 'cpu'")
    }
    guard (0..<cudaDeviceCount).contains(number) else {
      throw TorchError(
        .unavailable, "there is no device '\(device)': libtorch sees \(cudaDeviceCount) GPU(s)")
    }
  }

  /// Does `body` without recording it for `backward`: for scoring, and for changing weights.
  ///
  /// Counts for this thread alone.
  public func withoutGradients<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let before = functions.pointee.set_gradients(0)
    defer { _ = functions.pointee.set_gradients(before) }
    return try body()
  }

  /// Does `body` with products in bf16 where PyTorch's autocast has them so, weights staying fp32;
  /// fp32 throughout where `isEnabled` is false. Counts for this thread alone.
  public func withAutocast<Value, Failure: Error>(
    on device: TorchDevice, isEnabled: Bool = true, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let before = functions.pointee.set_autocast(device.index, isEnabled ? 1 : 0)
    defer { _ = functions.pointee.set_autocast(device.index, before) }
    return try body()
  }
}
