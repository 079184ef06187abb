/// Where tensors live and are computed.
public enum TorchDevice: Sendable, Equatable, CustomStringConvertible {
  case cpu
  /// A GPU, counted from 0.
  case cuda(Int)

  /// The number by which the plug-in knows the device.
  var index: Int32 {
    switch self {
    case .cpu: -1
    case .cuda(let number): Int32(clamping: number)
    }
  }

  init(index: Int32) { self = index < 0 ? .cpu : .cuda(Int(index)) }

  /// `cpu`, `cuda:0`.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let number): "cuda:\(number)"
    }
  }
}
