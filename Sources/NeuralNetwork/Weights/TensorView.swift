/// Where one tensor lies in a safetensors file.
public struct TensorView: Sendable, Equatable {
  /// UTF-8.
  public let name: [UInt8]
  public let elementType: ElementType
  public let shape: [Int]
  /// Offsets from the beginning of the file.
  public let byteRange: Range<Int>

  /// The count of numbers.
  public var count: Int { byteRange.count / elementType.byteCount }
}
