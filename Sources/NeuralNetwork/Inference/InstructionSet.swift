import CKernels

/// The vector instructions that the kernels are compiled for.
///
/// The raw values are those of the C kernels.
public enum InstructionSet: Int32, CaseIterable, Sendable {
  /// Plain loops, slow: the reference that the others are tested against.
  case scalar = 0
  /// x86-64's baseline: 4 lanes.
  case sse2 = 1
  /// x86-64 with AVX2 and FMA: 8 lanes.
  case avx2 = 2
  /// x86-64 with AVX-512 F, VL, BW and DQ: 16 lanes.
  case avx512 = 3
  /// arm64: 4 lanes.
  case neon = 4
  /// WebAssembly simd128: 4 lanes.
  case wasm = 5

  /// The name in ASCII, as in the environment variable `LENTIGO_INSTRUCTION_SET`.
  public var name: StaticString {
    switch self {
    case .scalar: "scalar"
    case .sse2: "sse2"
    case .avx2: "avx2"
    case .avx512: "avx512"
    case .neon: "neon"
    case .wasm: "wasm"
    }
  }

  /// The instruction set with exactly this name (ASCII, case matters), or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }

  /// Whether this build has the kernels, and processor and operating system can run them.
  public var isAvailable: Bool { lentigo_kernels_for(rawValue) != nil }

  /// Floats in a vector; 1 where the set is not available here.
  public var lanes: Int { lentigo_kernels_for(rawValue)?.pointee.lanes ?? 1 }

  /// Those that can run here, slowest first.
  public static var available: [InstructionSet] { allCases.filter { $0.isAvailable } }

  /// The fastest that can run here.
  public static var best: InstructionSet {
    for candidate in [avx512, avx2, sse2, neon, wasm] where candidate.isAvailable {
      return candidate
    }
    return .scalar
  }
}
