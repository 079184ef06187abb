import CKernels

/// In what numbers weights are kept and multiplied.
///
/// The raw values are those of the C kernels. Activations between layers, and everything that is not a
/// matrix product, a convolution over all channels or a dense layer, stay 32-bit floats; so do the
/// first convolution, and layers that the precision would make slower.
public enum Precision: Int32, CaseIterable, Sendable {
  /// 32-bit floats: the reference.
  case fp32 = 0
  /// Weights and the values they meet rounded to bfloat16, 8 bits of significand; sums of floats.
  ///
  /// Half the memory for weights. Products gain only where the processor multiplies bf16 faster than
  /// floats; elsewhere it is dense layers, which wait for memory, that are computed so.
  case bf16 = 1
  /// Weights rounded to 8-bit integers with a scale per output channel, the values they meet with a
  /// scale and a zero point that are found anew for every pixel, or every image of larger windows: no
  /// calibration data is needed. Sums are exact.
  case int8 = 2

  /// The name in ASCII, as on the command line and in model files.
  public var name: StaticString {
    switch self {
    case .fp32: "fp32"
    case .bf16: "bf16"
    case .int8: "int8"
    }
  }

  /// The precision with exactly this name (ASCII, case matters), or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }

  /// Whether an instruction set has kernels for it, on this processor: `bf16` takes the BF16
  /// instructions of AVX-512, `int8` the VNNI instructions of AVX-512 or AVX2. The scalar reference
  /// has all.
  public func isAvailable(on instructionSet: InstructionSet) -> Bool {
    guard let kernels = lentigo_kernels_for(instructionSet.rawValue) else { return false }
    return switch self {
    case .fp32: true
    case .bf16: kernels.pointee.matrix_bf16 != nil
    case .int8: kernels.pointee.matrix_int8 != nil
    }
  }

  /// Those that can run here on an instruction set, the reference first.
  public static func available(on instructionSet: InstructionSet) -> [Precision] {
    allCases.filter { $0.isAvailable(on: instructionSet) }
  }
}
