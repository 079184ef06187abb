/// What `--device` may say.
public enum DeviceChoice: String, Sendable, CaseIterable {
  /// A GPU where there is one that libtorch can use, else the CPU.
  case auto
  case cpu
  case cuda

  /// The device, for the process that is number `localRank` on its machine.
  ///
  /// - Throws: `TorchError` with code `unavailable` where a GPU was asked for and libtorch can use
  ///   none.
  public func device(localRank: Int = 0, runtime: TorchRuntime) throws(TorchError) -> TorchDevice {
    switch self {
    case .cpu: return .cpu
    case .auto where !runtime.hasCUDA: return .cpu
    case .auto, .cuda:
      let device = TorchDevice.cuda(localRank)
      try runtime.requireDevice(device)
      return device
    }
  }
}
