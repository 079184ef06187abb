import Dataset
import Files

/// Features of many images as bytes, each under the hash of its image file.
///
///     "LRADFEAT"  settings  count  { hash  values  { index  bits } ... } ...  fingerprint
///
/// Numbers are little-endian: 64 bits, but 16 for the number of values and their indices. The
/// fingerprint is of everything before it.
package enum FeatureFile {
  package typealias Rows = [ContentHash: FeatureRow]

  /// More than any data set has; a folder that is used for ever stays bounded.
  static let rowLimit = 200_000

  private static let magic = Array("LRADFEAT".utf8)

  /// What features depend on besides the image's bytes.
  private static var settings: UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.combine(RadiomicsFeatures.version)
    fingerprint.combine(UInt64(FeatureExtraction.side))
    for group in RadiomicsFeatures.groups {
      fingerprint.combine(group.name)
      fingerprint.combine(UInt64(group.count))
    }
    return fingerprint.value
  }

  package static func serialized(_ rows: Rows) -> [UInt8] {
    var bytes = magic
    append(settings, to: &bytes)
    append(UInt64(rows.count), to: &bytes)
    // Sorted, so that the same features are always the same file.
    for (hash, row) in rows.sorted(by: { $0.key < $1.key }) {
      append(hash.value, to: &bytes)
      append(UInt16(row.indices.count), to: &bytes)
      for (index, value) in zip(row.indices, row.values) {
        append(index, to: &bytes)
        append(value.bitPattern, to: &bytes)
      }
    }
    var fingerprint = Fingerprint()
    fingerprint.combine(bytes)
    append(fingerprint.value, to: &bytes)
    return bytes
  }

  /// The rows in `bytes`; nil where they are damaged or were computed with other settings.
  package static func parse(_ bytes: [UInt8]) -> Rows? {
    var reader = Reader(bytes: bytes[...])
    guard bytes.starts(with: magic), bytes.count >= magic.count + 24 else { return nil }
    var fingerprint = Fingerprint()
    fingerprint.combine(bytes.dropLast(8))
    reader.bytes = bytes[(bytes.count - 8)...]
    guard reader.next(UInt64.self) == fingerprint.value else { return nil }
    reader.bytes = bytes[magic.count..<(bytes.count - 8)]
    guard reader.next(UInt64.self) == settings, let count = reader.next(UInt64.self) else {
      return nil
    }
    var rows: Rows = [:]
    for _ in 0..<min(count, UInt64(rowLimit)) {
      guard let hash = reader.next(UInt64.self), let row = reader.row() else { return nil }
      rows[ContentHash(value: hash)] = row
    }
    return reader.bytes.isEmpty ? rows : nil
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func next<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
      let size = Number.bitWidth / 8
      guard bytes.count >= size else { return nil }
      let number = bytes.prefix(size).reversed().reduce(Number(0)) { $0 << 8 | Number($1) }
      bytes = bytes.dropFirst(size)
      return number
    }

    mutating func row() -> FeatureRow? {
      guard let count = next(UInt16.self) else { return nil }
      var indices: [UInt16] = []
      var values: [Double] = []
      for _ in 0..<count {
        guard let index = next(UInt16.self), let bits = next(UInt64.self) else { return nil }
        let value = Double(bitPattern: bits)
        guard index < RadiomicsFeatures.count, indices.last.map({ $0 < index }) ?? true,
          value.isFinite, value != 0
        else { return nil }
        indices.append(index)
        values.append(value)
      }
      return FeatureRow(indices: indices, values: values)
    }
  }
}
