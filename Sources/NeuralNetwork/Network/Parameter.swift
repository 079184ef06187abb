/// One tensor that the weights of a network must supply.
public struct Parameter: Sendable, Equatable {
  /// The tensor's name in ASCII, as in the file it comes from.
  public let name: [UInt8]
  /// The tensor's shape in the order of its origin.
  public let shape: [Int]

  public init(name: [UInt8], shape: [Int]) {
    self.name = name
    self.shape = shape
  }

  /// The count of numbers in the tensor.
  public var count: Int { shape.reduce(1, *) }
}
