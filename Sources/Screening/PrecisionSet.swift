import NeuralNetwork

/// Some of the precisions, in one byte: an array would weigh more in the phone's download.
public struct PrecisionSet: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one.
  public init(_ precision: Precision) { rawValue = 1 << UInt8(precision.rawValue) }

  /// Whether the precision is one of them.
  public func contains(_ precision: Precision) -> Bool {
    rawValue & PrecisionSet(precision).rawValue != 0
  }

  /// Those in the set, 32-bit floats first.
  public var precisions: [Precision] { Precision.allCases.filter { contains($0) } }
}
