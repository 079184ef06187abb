/// A safetensors file in memory: a checked header, and the tensors' bytes.
///
/// The file may come from anywhere. Every claim of the header is checked before it is used, and
/// nothing is taken on trust: tensors must fill the file exactly, in any order, without overlap.
public struct Safetensors: Sendable {
  /// Larger headers are refused before they are read.
  public static var maximumHeaderSize: Int { 16 << 20 }

  /// The whole file.
  public let bytes: [UInt8]
  /// Every tensor, sorted by name (byte by byte).
  public let tensors: [TensorView]
  /// `__metadata__`: UTF-8 strings, unescaped, in the order of the file.
  public let metadata: [(key: [UInt8], value: [UInt8])]

  /// Checks `bytes` and reads the header.
  ///
  /// - Throws: `SafetensorsError` for anything that is not exactly one well-formed file.
  public init(_ bytes: [UInt8]) throws(SafetensorsError) {
    let header = try SafetensorsHeader(bytes)
    self.bytes = bytes
    tensors = header.tensors
    metadata = header.metadata
  }

  /// The tensor with exactly this name, or nil.
  public func tensor(named name: [UInt8]) -> TensorView? {
    var low = 0
    var high = tensors.count
    while low < high {
      let middle = (low + high) / 2
      if tensors[middle].name.precedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < tensors.count && tensors[low].name == name ? tensors[low] : nil
  }

  /// The tensor with exactly this name, or nil.
  public func tensor(named name: StaticString) -> TensorView? { tensor(named: [UInt8](name)) }

  /// The numbers of an F32, F16 or BF16 tensor; nil where there is none of the name or it is of
  /// another type.
  public func floats(named name: [UInt8]) -> [Float]? {
    guard let tensor = tensor(named: name) else { return nil }
    return floats(of: tensor)
  }

  /// The numbers of an F32, F16 or BF16 tensor, or nil.
  public func floats(named name: StaticString) -> [Float]? { floats(named: [UInt8](name)) }

  /// The numbers of one of `tensors`; nil where it is not F32, F16 or BF16.
  public func floats(of tensor: TensorView) -> [Float]? {
    let range = tensor.byteRange
    switch tensor.elementType {
    case .f32:
      return numbers(in: range) { (bits: UInt32) in Float(bitPattern: bits) }
    case .bf16:
      return numbers(in: range) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .f16:
      return numbers(in: range, HalfPrecision.float)
    default: return nil
    }
  }

  /// The numbers of a U64 tensor, or nil.
  public func unsignedIntegers(named name: [UInt8]) -> [UInt64]? {
    guard let tensor = tensor(named: name), tensor.elementType == .u64 else { return nil }
    return numbers(in: tensor.byteRange) { (number: UInt64) in number }
  }

  /// The numbers of a U64 tensor, or nil.
  public func unsignedIntegers(named name: StaticString) -> [UInt64]? {
    unsignedIntegers(named: [UInt8](name))
  }

  /// The value under a key of `__metadata__`, as unescaped UTF-8, or nil.
  public func metadata(_ key: StaticString) -> [UInt8]? {
    for entry in metadata where key.matches(entry.key) { return entry.value }
    return nil
  }

  /// Reads little-endian numbers, at any alignment, and converts them.
  private func numbers<Number: FixedWidthInteger, Value>(
    in range: Range<Int>, _ convert: (Number) -> Value
  ) -> [Value] {
    let size = MemoryLayout<Number>.size
    let count = range.count / size
    return [Value](unsafeUninitializedCapacity: count) { values, initialized in
      bytes.withUnsafeBytes { raw in
        for index in 0..<count {
          let number = raw.loadUnaligned(
            fromByteOffset: range.lowerBound + index * size, as: Number.self)
          values.initializeElement(at: index, to: convert(Number(littleEndian: number)))
        }
      }
      initialized = count
    }
  }
}

#if !hasFeature(Embedded)
  extension Safetensors {
    /// The tensor with exactly this name, or nil.
    public func tensor(named name: String) -> TensorView? { tensor(named: [UInt8](name.utf8)) }

    /// The numbers of an F32, F16 or BF16 tensor, or nil.
    public func floats(named name: String) -> [Float]? { floats(named: [UInt8](name.utf8)) }

    /// The numbers of a U64 tensor, or nil.
    public func unsignedIntegers(named name: String) -> [UInt64]? {
      unsignedIntegers(named: [UInt8](name.utf8))
    }
  }
#endif
