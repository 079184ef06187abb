/// Why a file is refused as safetensors. Names are UTF-8 as found in the file.
public enum SafetensorsError: Error, Sendable, Equatable {
  /// The file ends within the header, or is shorter than a header's length.
  case truncatedHeader(fileSize: Int)
  /// The header claims a size beyond `Safetensors.maximumHeaderSize`.
  case headerTooLarge(size: UInt64)
  /// The header is not the JSON we accept.
  case invalidHeader(JSONError)
  /// The header is JSON, but no object.
  case headerNotObject
  /// `__metadata__` is no object of strings.
  case invalidMetadata
  /// A tensor's entry is not exactly dtype, shape and data_offsets in their right forms.
  case invalidEntry(name: [UInt8])
  /// The entry's dtype is not known.
  case unknownElementType(name: [UInt8], type: [UInt8])
  /// The shape's product, times the size of a number, is not what the offsets span.
  case sizeMismatch(name: [UInt8])
  /// The offsets run backwards or leave the file.
  case outOfBounds(name: [UInt8])
  /// The tensor begins before the one ahead of it ends.
  case overlap(name: [UInt8])
  /// Bytes ahead of the tensor belong to none.
  case gap(name: [UInt8])
  /// Bytes behind the last tensor belong to none.
  case trailingBytes(count: Int)
}
