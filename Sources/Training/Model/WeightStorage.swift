/// How a model file holds the network's numbers.
public struct WeightStorage: Sendable, Equatable, Codable {
  /// The type of a number in the file.
  public enum Number: String, Sendable, Codable, CaseIterable {
    /// 32-bit floats, four bytes.
    case fp32 = "F32"
    /// IEEE 754 binary16, two bytes: 11 significant bits, up to 65504.
    case fp16 = "F16"
  }

  public var number: Number
  /// Whether batch norm is folded into kernels and biases. Such a file cannot be trained further as it
  /// was: statistics and kernels are one.
  public var foldsBatchNormalization: Bool

  public init(number: Number, foldsBatchNormalization: Bool) {
    self.number = number
    self.foldsBatchNormalization = foldsBatchNormalization
  }

  /// Every tensor as it was trained, in 32-bit floats.
  public static let full = WeightStorage(number: .fp32, foldsBatchNormalization: false)
  /// For shipping: batch norm folded, 16-bit floats. 3.2 MB for MobileNetV3-Small.
  public static let compact = WeightStorage(number: .fp16, foldsBatchNormalization: true)
}
