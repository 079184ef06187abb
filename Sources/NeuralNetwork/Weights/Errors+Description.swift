#if !hasFeature(Embedded)

  private func text(_ bytes: [UInt8]) -> String {
    // A name from a hostile file may be long; a message need not.
    let shown = bytes.prefix(120)
    return "'" + String(decoding: shown, as: UTF8.self) + (bytes.count > 120 ? "…'" : "'")
  }

  extension JSONError: CustomStringConvertible {
    public var description: String { "\(reasonText) at byte \(offset)" }

    private var reasonText: String {
      switch reason {
      case .unexpectedEnd: "the text ends too early"
      case .unexpectedByte: "unexpected character"
      case .invalidNumber: "invalid number"
      case .invalidEscape: "invalid escape sequence"
      case .invalidUTF8: "invalid UTF-8"
      case .controlCharacter: "control character in a string"
      case .duplicateKey: "an object has the same key twice"
      case .tooDeep: "nested deeper than \(JSONReader.maximumDepth) levels"
      case .tooManyValues: "more than \(JSONReader.maximumValues) values"
      case .trailingBytes: "more text behind the value"
      }
    }
  }

  extension SafetensorsError: CustomStringConvertible {
    public var description: String {
      switch self {
      case .truncatedHeader(let size):
        "not a complete safetensors file: \(size) bytes end within the header"
      case .headerTooLarge(let size):
        "not a safetensors file: the header claims \(size) bytes, at most "
          + "\(Safetensors.maximumHeaderSize) are accepted"
      case .invalidHeader(let error): "the safetensors header is not valid JSON: \(error)"
      case .headerNotObject: "the safetensors header is not a JSON object"
      case .invalidMetadata: "the safetensors header's __metadata__ is not an object of strings"
      case .invalidEntry(let name):
        "tensor \(text(name)): the entry is not dtype, shape and data_offsets"
      case .unknownElementType(let name, let type):
        "tensor \(text(name)): unknown element type \(text(type))"
      case .sizeMismatch(let name):
        "tensor \(text(name)): the shape does not match the bytes given to it"
      case .outOfBounds(let name): "tensor \(text(name)): its bytes lie outside the file"
      case .overlap(let name): "tensor \(text(name)): its bytes overlap another tensor's"
      case .gap(let name): "tensor \(text(name)): unused bytes lie before it"
      case .trailingBytes(let count): "\(count) unused bytes follow the last tensor"
      }
    }
  }

  extension WeightsError: CustomStringConvertible {
    public var description: String {
      switch self {
      case .missingTensor(let name, let expected):
        "tensor \(text(name)) of shape \(expected) is missing"
      case .wrongShape(let name, let expected, let found):
        "tensor \(text(name)) has shape \(found), expected \(expected)"
      case .wrongElementType(let name, let found):
        "tensor \(text(name)) holds \(found.name), expected F32, F16 or BF16"
      case .notFinite(let name): "tensor \(text(name)) holds values that are not finite"
      case .invalidDiagonal(let name): "tensor \(text(name)) has a diagonal that is not above 0"
      case .negativeVariance(let name): "tensor \(text(name)) holds a negative variance"
      case .unavailableInstructionSet(let set):
        "this machine cannot run the instruction set '\(set.name)'"
      case .unavailablePrecision(let precision, let set):
        "this machine has no \(precision.name) products in the instruction set '\(set.name)'"
      }
    }
  }

#endif
