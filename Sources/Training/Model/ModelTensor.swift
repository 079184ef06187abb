/// One of a network's tensors, with the name, shape and order of its origin.
public struct ModelTensor: Sendable, Equatable {
  /// UTF-8.
  public let name: [UInt8]
  public let shape: [Int]
  /// As many as the product of `shape`.
  public let floats: [Float]

  public init(name: [UInt8], shape: [Int], floats: [Float]) {
    self.name = name
    self.shape = shape
    self.floats = floats
  }
}
