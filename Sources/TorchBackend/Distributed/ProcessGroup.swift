import CTorch
import Foundation

/// The processes that train one model together, connected by PyTorch's c10d: Gloo over TCP for what
/// lies in memory, NCCL between GPUs where this libtorch has it.
///
/// All processes call the same methods in the same order with tensors of the same shapes. A method
/// that throws leaves a group that is of no further use: end the process, and let the launcher or a
/// person start all of them again. One thread at a time.
public final class ProcessGroup {
  public let settings: ProcessGroupSettings
  let handle: OpaquePointer
  let functions: UnsafePointer<ctorch_group_functions>
  let runtime: TorchRuntime

  /// Waits until all processes have come.
  ///
  /// - Parameter device: where the tensors to be averaged lie.
  /// - Throws: `TorchError`: `processGroup` where not all have come within the timeout,
  ///   `unavailable` where libtorch is absent.
  public init(
    _ settings: ProcessGroupSettings, device: TorchDevice = .cpu
  ) throws(TorchError) {
    // c10d writes to sockets whose other end may be gone; it shall say so, not die of a signal. Python,
    // for which it was written, ignores this signal too.
    signal(SIGPIPE, SIG_IGN)
    let runtime = try TorchRuntime.load()
    try runtime.requireDevice(device)
    let functions = runtime.functions.pointee.group
    self.settings = settings
    self.functions = functions
    self.runtime = runtime
    var made: OpaquePointer?
    let outcome = CallOutcome { text, capacity in
      settings.host.withCString { host in
        var options = ctorch_group_settings(
          rank: Int32(clamping: settings.rank), world_size: Int32(clamping: settings.worldSize),
          host: host, port: UInt16(clamping: settings.port),
          keeps_list: settings.isLeader && !settings.launcherKeepsList ? 1 : 0,
          timeout_milliseconds: Int64(settings.timeout) * 1000, device: device.index)
        return functions.pointee.join(&options, &made, text, capacity)
      }
    }
    guard let made, outcome.error == nil else {
      throw TorchError(
        .processGroup,
        "\(settings.place): not all processes have met at \(settings.host):\(settings.port) within"
          + " \(settings.timeout) seconds: \(outcome.error?.message ?? "no reason given"); check"
          + " MASTER_ADDR and MASTER_PORT, and that all \(settings.worldSize) were started")
    }
    handle = made
  }

  deinit { functions.pointee.leave(handle) }

  /// `gloo` or `nccl`: what carries the tensors.
  public var backend: String { String(cString: functions.pointee.backend(handle)) }

  /// Leaves a note for the others: why this process stops. They read it in the error of the call
  /// that fails for them when this process is gone.
  public func leave(because reason: String) {
    "\(settings.place) stopped: \(reason)".withCString { functions.pointee.leave_note(handle, $0) }
  }

  /// Returns when all processes have called it.
  public func barrier() throws(TorchError) {
    try call("waiting for the others") { functions.pointee.barrier(handle, $0, $1) }
  }

  /// Calls a function of the plug-in; `action` says what was being done.
  func call(
    _ action: String, _ body: (UnsafeMutablePointer<CChar>, Int) -> ctorch_status
  ) throws(TorchError) {
    guard let error = CallOutcome(body).error else { return }
    // What libtorch itself refuses has nothing to do with the others.
    guard error.code == .processGroup else { throw error }
    throw TorchError(
      .processGroup,
      "\(settings.place) lost another process while \(action): \(error.message); start all"
        + " processes again, with '--resume' to go on from the last checkpoint")
  }
}

extension ProcessGroupSettings {
  /// This process in messages.
  var place: String { "rank \(rank) of \(worldSize)" }
}
