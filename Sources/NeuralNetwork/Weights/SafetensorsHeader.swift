/// The header of a safetensors file: its checks, one after another.
struct SafetensorsHeader {
  private(set) var tensors: [TensorView] = []
  private(set) var metadata: [(key: [UInt8], value: [UInt8])] = []

  init(_ bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .truncatedHeader(fileSize: bytes.count) }
    var size: UInt64 = 0
    for index in (0..<8).reversed() { size = size << 8 | UInt64(bytes[index]) }
    guard size <= UInt64(Safetensors.maximumHeaderSize) else { throw .headerTooLarge(size: size) }
    let dataStart = 8 + Int(size)
    guard dataStart <= bytes.count else { throw .truncatedHeader(fileSize: bytes.count) }

    let header: JSONValue
    do {
      header = try JSONReader.parse([UInt8](bytes[8..<dataStart]))
    } catch {
      throw .invalidHeader(error)
    }
    // The format wants the brace first, so that no other kind of file passes for it.
    guard bytes[8] == UInt8(ascii: "{"), case .object(let members) = header else {
      throw .headerNotObject
    }
    tensors.reserveCapacity(members.count)
    for member in members {
      if StaticString("__metadata__").matches(member.key) {
        try readMetadata(member.value)
      } else {
        tensors.append(try Self.tensor(member, dataStart: dataStart, end: bytes.count))
      }
    }
    try checkLayout(dataStart: dataStart, end: bytes.count)
    let unsorted = tensors
    tensors = IndexOrder.of(unsorted.map { $0.name }).map { unsorted[$0] }
  }

  private mutating func readMetadata(_ value: JSONValue) throws(SafetensorsError) {
    guard case .object(let members) = value else { throw .invalidMetadata }
    for member in members {
      guard case .string(let text) = member.value else { throw .invalidMetadata }
      metadata.append((key: member.key, value: text))
    }
  }

  private static func tensor(
    _ member: JSONMember, dataStart: Int, end: Int
  ) throws(SafetensorsError) -> TensorView {
    let name = member.key
    let entry = member.value
    guard let fields = entry.object, fields.count == 3, let type = entry["dtype"]?.string,
      let dimensions = entry["shape"]?.array, let offsets = entry["data_offsets"]?.array,
      offsets.count == 2, let first = offsets[0].unsignedInteger,
      let last = offsets[1].unsignedInteger
    else { throw .invalidEntry(name: name) }
    guard let elementType = ElementType(name: type) else {
      throw .unknownElementType(name: name, type: type)
    }
    let dataSize = UInt64(end - dataStart)
    guard first <= last, last <= dataSize else { throw .outOfBounds(name: name) }

    var shape: [Int] = []
    // A zero anywhere makes the product zero, so dimensions are bounded one by one as well.
    var size = UInt64(elementType.byteCount)
    for dimension in dimensions {
      guard let extent = dimension.unsignedInteger, let count = Int(exactly: extent) else {
        throw .invalidEntry(name: name)
      }
      let (product, overflows) = size.multipliedReportingOverflow(by: extent)
      guard !overflows else { throw .sizeMismatch(name: name) }
      size = product
      shape.append(count)
    }
    guard size == last - first else { throw .sizeMismatch(name: name) }
    return TensorView(
      name: name, elementType: elementType, shape: shape,
      byteRange: dataStart + Int(first)..<dataStart + Int(last))
  }

  /// Tensors must follow one another without overlap or gap, from the header to the end.
  private func checkLayout(dataStart: Int, end: Int) throws(SafetensorsError) {
    // Empty ones come before others that begin there too.
    let order = IndexOrder.of(
      tensors.map { $0.byteRange.lowerBound }, andThen: tensors.map { $0.byteRange.upperBound })
    var position = dataStart
    for tensor in order.map({ tensors[$0] }) {
      guard tensor.byteRange.lowerBound >= position else { throw .overlap(name: tensor.name) }
      guard tensor.byteRange.lowerBound == position else { throw .gap(name: tensor.name) }
      position = tensor.byteRange.upperBound
    }
    guard position == end else { throw .trailingBytes(count: end - position) }
  }
}
