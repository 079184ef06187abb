/// The function applied to every value that a layer puts out.
///
/// The raw values are those of the C kernels.
public enum Activation: Int32, CaseIterable, Sendable {
  /// x
  case none = 0
  /// max(x, 0)
  case relu = 1
  /// x * min(max(x + 3, 0), 6) / 6 (MobileNetV3, section 5.2)
  case hardSwish = 2
  /// min(max(x + 3, 0), 6) / 6
  case hardSigmoid = 3
  /// x / (1 + exp(-x)), also known as swish
  case silu = 4
  /// 1 / (1 + exp(-x))
  case sigmoid = 5
}
