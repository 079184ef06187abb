/// One of the operating points that a model file offers beside its default.
public struct NamedThreshold: Sendable, Equatable {
  /// UTF-8, such as `sensitivity-95`; no two of a model's are alike.
  public let name: [UInt8]
  /// The risk, in 0...1, from which on a lesion is referred.
  public let threshold: Float
}
