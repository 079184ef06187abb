/// Why weights do not fit a network.
public enum WeightsError: Error, Sendable, Equatable {
  /// The network needs this tensor and the file has none of the name.
  case missingTensor(name: [UInt8], expected: [Int])
  case wrongShape(name: [UInt8], expected: [Int], found: [Int])
  /// The tensor's numbers are not F32, F16 or BF16.
  case wrongElementType(name: [UInt8], found: ElementType)
  /// The tensor holds infinities or NaN.
  case notFinite(name: [UInt8])
  /// The diagonal of a triangle is not above 0 everywhere.
  case invalidDiagonal(name: [UInt8])
  /// A batch norm's variance is negative.
  case negativeVariance(name: [UInt8])
  /// This machine, or this build, lacks the instruction set asked for.
  case unavailableInstructionSet(InstructionSet)
  /// The instruction set, on this processor, has no kernels for the precision asked for.
  case unavailablePrecision(Precision, InstructionSet)
}
