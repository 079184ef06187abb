/// Writes a safetensors file; the same calls give the same bytes.
///
/// Tensors lie in the order they were added, so eight-byte types should come first: readers that
/// map the file want every number at a multiple of its size.
public struct SafetensorsWriter: Sendable {
  private struct Entry {
    let name: [UInt8]
    let elementType: ElementType
    let shape: [Int]
    let byteRange: Range<Int>
  }

  private var entries: [Entry] = []
  private var metadata: [(key: [UInt8], value: [UInt8])] = []
  private var data: [UInt8] = []

  public init() {}

  /// Adds an F32 tensor.
  ///
  /// - Precondition: `floats.count` is the product of `shape`, and no tensor has that name yet.
  public mutating func add(name: [UInt8], shape: [Int], floats: [Float]) {
    precondition(floats.count == shape.reduce(1, *), "the shape does not match the numbers")
    let start = data.count
    #if _endian(little)
      // At once, and without naming a capacity: that would move everything for every tensor.
      floats.withUnsafeBytes { data.append(contentsOf: $0) }
    #else
      for value in floats { append(value.bitPattern) }
    #endif
    add(name: name, elementType: .f32, shape: shape, from: start)
  }

  /// Adds an F16 tensor of numbers in binary16.
  ///
  /// - Precondition: `halves.count` is the product of `shape`, and no tensor has that name yet.
  public mutating func add(name: [UInt8], shape: [Int], halves: [UInt16]) {
    precondition(halves.count == shape.reduce(1, *), "the shape does not match the numbers")
    let start = data.count
    for value in halves { append(value) }
    add(name: name, elementType: .f16, shape: shape, from: start)
  }

  /// Adds a U64 tensor.
  ///
  /// - Precondition: `uint64s.count` is the product of `shape`, and no tensor has that name yet.
  public mutating func add(name: [UInt8], shape: [Int], uint64s: [UInt64]) {
    precondition(uint64s.count == shape.reduce(1, *), "the shape does not match the numbers")
    let start = data.count
    for value in uint64s { append(value) }
    add(name: name, elementType: .u64, shape: shape, from: start)
  }

  /// Adds a tensor of another file, of any type, with the bytes it has there.
  ///
  /// - Precondition: `tensor` is one of `file.tensors`, and no tensor has its name yet.
  public mutating func add(_ tensor: TensorView, of file: Safetensors) {
    let start = data.count
    data.append(contentsOf: file.bytes[tensor.byteRange])
    add(name: tensor.name, elementType: tensor.elementType, shape: tensor.shape, from: start)
  }

  /// Adds an F32 tensor.
  public mutating func add(name: StaticString, shape: [Int], floats: [Float]) {
    add(name: [UInt8](name), shape: shape, floats: floats)
  }

  /// Adds a U64 tensor.
  public mutating func add(name: StaticString, shape: [Int], uint64s: [UInt64]) {
    add(name: [UInt8](name), shape: shape, uint64s: uint64s)
  }

  /// Sets a value of `__metadata__`; both are UTF-8.
  public mutating func setMetadata(_ key: [UInt8], _ value: [UInt8]) {
    for index in metadata.indices where metadata[index].key == key {
      metadata[index].value = value
      return
    }
    metadata.append((key: key, value: value))
  }

  /// Sets a value of `__metadata__`; the value is UTF-8.
  public mutating func setMetadata(_ key: StaticString, _ value: [UInt8]) {
    setMetadata([UInt8](key), value)
  }

  /// The file. Its header is padded with spaces so that the data begins at a multiple of 8.
  public func serialized() -> [UInt8] {
    var header = JSONWriter()
    header.beginObject()
    if !metadata.isEmpty {
      header.key([UInt8]("__metadata__"))
      header.beginObject()
      for entry in metadata {
        header.key(entry.key)
        header.string(entry.value)
      }
      header.endObject()
    }
    for entry in entries {
      header.key(entry.name)
      header.beginObject()
      header.key([UInt8]("dtype"))
      header.string([UInt8](entry.elementType.name))
      header.key([UInt8]("shape"))
      header.integers(entry.shape)
      header.key([UInt8]("data_offsets"))
      header.integers([entry.byteRange.lowerBound, entry.byteRange.upperBound])
      header.endObject()
    }
    header.endObject()
    var text = header.bytes
    while text.count % 8 != 0 { text.append(0x20) }

    var file: [UInt8] = []
    file.reserveCapacity(8 + text.count + data.count)
    for shift in 0..<8 { file.append(UInt8(truncatingIfNeeded: text.count >> (8 * shift))) }
    file.append(contentsOf: text)
    file.append(contentsOf: data)
    return file
  }

  private mutating func add(name: [UInt8], elementType: ElementType, shape: [Int], from start: Int)
  {
    for entry in entries { precondition(entry.name != name, "a tensor of this name was added") }
    entries.append(
      Entry(name: name, elementType: elementType, shape: shape, byteRange: start..<data.count))
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    var rest = number
    for _ in 0..<number.bitWidth / 8 {
      data.append(UInt8(truncatingIfNeeded: rest))
      rest = rest >> 8
    }
  }
}

#if !hasFeature(Embedded)
  extension SafetensorsWriter {
    /// Adds an F32 tensor.
    public mutating func add(name: String, shape: [Int], floats: [Float]) {
      add(name: [UInt8](name.utf8), shape: shape, floats: floats)
    }

    /// Adds a U64 tensor.
    public mutating func add(name: String, shape: [Int], uint64s: [UInt64]) {
      add(name: [UInt8](name.utf8), shape: shape, uint64s: uint64s)
    }

    /// Sets a value of `__metadata__`.
    public mutating func setMetadata(_ key: String, _ value: [UInt8]) {
      setMetadata([UInt8](key.utf8), value)
    }
  }
#endif
