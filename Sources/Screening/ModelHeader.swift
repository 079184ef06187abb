import LesionImage
import NeuralNetwork

/// The part of a model file's metadata that running the model needs, checked.
struct ModelHeader {
  let architecture: Architecture
  let origin: WeightOrigin
  let width: UInt64
  let height: UInt64
  let mode: ResizeMode
  let threshold: Float
  let offeredPrecisions: PrecisionSet

  init(of file: Safetensors) throws(ModelError) {
    guard let text = file.metadata(ScreeningModel.metadataKey) else { throw .missingMetadata }
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONReader.parse(text)
    } catch {
      throw .invalidMetadata(error)
    }
    // The format comes first: of other formats nothing else can be known.
    let format = try Self.integer(.format, in: json)
    guard format == ScreeningModel.format else { throw .unsupportedFormat(format) }
    let architectureName = try Self.name(.architecture, in: json)
    guard let architecture = Architecture(name: architectureName) else {
      throw .unknownArchitecture(name: architectureName)
    }
    let originName = try Self.name(.weights, in: json)
    guard let origin = WeightOrigin(name: originName) else {
      throw .unknownWeightOrigin(name: originName)
    }
    let modeName = try Self.name(.mode, in: json)
    guard let mode = ResizeMode(name: modeName) else { throw .unknownResizeMode(name: modeName) }
    guard let threshold = ModelField.threshold.value(in: json)?.double else {
      throw .missingValue(.threshold)
    }
    guard threshold >= 0, threshold <= 1 else { throw .invalidThreshold(threshold) }
    self.architecture = architecture
    self.origin = origin
    self.mode = mode
    self.threshold = Float(threshold)
    width = try Self.integer(.width, in: json)
    height = try Self.integer(.height, in: json)
    offeredPrecisions = try Self.offeredPrecisions(in: json)
  }

  /// 32-bit floats, the reference, and the others that the file says it may be run in.
  ///
  /// The member is optional. Precisions that this version does not know are passed over, as a later
  /// version may know more; one that is named twice is an error, as the two may contradict each other.
  private static func offeredPrecisions(in json: JSONValue) throws(ModelError) -> PrecisionSet {
    var offered = PrecisionSet(.fp32)
    guard let member = ModelField.precisions.value(in: json) else { return offered }
    guard let entries = member.array else { throw .missingValue(.precisions) }
    var seen = PrecisionSet(.fp32)
    for entry in entries {
      guard let name = entry["precision"]?.string, let isOffered = entry["offered"]?.boolean else {
        throw .missingValue(.precisions)
      }
      guard let precision = Precision(name: name), precision != .fp32 else { continue }
      guard !seen.contains(precision) else { throw .missingValue(.precisions) }
      seen.formUnion(PrecisionSet(precision))
      if isOffered { offered.formUnion(PrecisionSet(precision)) }
    }
    return offered
  }

  private static func integer(_ field: ModelField, in json: JSONValue) throws(ModelError)
    -> UInt64
  {
    guard let value = field.value(in: json)?.unsignedInteger else { throw .missingValue(field) }
    return value
  }

  private static func name(_ field: ModelField, in json: JSONValue) throws(ModelError) -> [UInt8] {
    guard let value = field.value(in: json)?.string else { throw .missingValue(field) }
    return value
  }
}
