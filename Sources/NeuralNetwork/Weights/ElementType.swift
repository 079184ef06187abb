/// The type of a tensor's numbers, by its safetensors name.
public enum ElementType: UInt8, CaseIterable, Sendable {
  case bool, u8, i8, f8e5m2, f8e4m3, i16, u16, f16, bf16, i32, u32, f32, i64, u64, f64

  /// As in the file: `F32`.
  public var name: StaticString {
    switch self {
    case .bool: "BOOL"
    case .u8: "U8"
    case .i8: "I8"
    case .f8e5m2: "F8_E5M2"
    case .f8e4m3: "F8_E4M3"
    case .i16: "I16"
    case .u16: "U16"
    case .f16: "F16"
    case .bf16: "BF16"
    case .i32: "I32"
    case .u32: "U32"
    case .f32: "F32"
    case .i64: "I64"
    case .u64: "U64"
    case .f64: "F64"
    }
  }

  /// Bytes of one number.
  public var byteCount: Int {
    switch self {
    case .bool, .u8, .i8, .f8e5m2, .f8e4m3: 1
    case .i16, .u16, .f16, .bf16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64: 8
    }
  }

  /// The type with exactly this name, or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }
}
