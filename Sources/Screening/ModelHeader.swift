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
  let operatingPoints: [NamedThreshold]
  let calibration: RiskCalibration
  let offeredPrecisions: PrecisionSet
  let novelty: NoveltyEntry

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
    guard ScreeningModel.formats.contains(format) else { throw .unsupportedFormat(format) }
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
    self.architecture = architecture
    self.origin = origin
    self.mode = mode
    threshold = try Self.threshold(
      ModelField.threshold.value(in: json), or: .threshold)
    operatingPoints = try Self.operatingPoints(in: json)
    // Format 1 has no calibration: whatever is under its name there, older versions pass over too.
    calibration = format == 1 ? .identity : try Self.calibration(in: json)
    width = try Self.integer(.width, in: json)
    height = try Self.integer(.height, in: json)
    offeredPrecisions = try Self.offeredPrecisions(in: json)
    // As with the calibration: before format 3 nobody reads the member.
    novelty = format < 3 ? NoveltyEntry() : try Self.novelty(in: json)
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

  /// A risk, 0...1.
  private static func threshold(
    _ value: JSONValue?, or field: ModelField
  ) throws(ModelError) -> Float {
    guard let threshold = value?.double else { throw .missingValue(field) }
    guard threshold >= 0, threshold <= 1 else { throw .invalidThreshold(threshold) }
    return Float(threshold)
  }

  /// The operating points that may be asked for by name; the member is optional.
  private static func operatingPoints(in json: JSONValue) throws(ModelError) -> [NamedThreshold] {
    guard let member = ModelField.operatingPoints.value(in: json) else { return [] }
    guard let entries = member.array else { throw .missingValue(.operatingPoints) }
    var points: [NamedThreshold] = []
    for entry in entries {
      guard let name = entry["name"]?.string else { throw .missingValue(.operatingPoints) }
      // Two of one name may contradict each other.
      for point in points where point.name == name { throw .missingValue(.operatingPoints) }
      points.append(
        NamedThreshold(
          name: name, threshold: try threshold(entry["threshold"], or: .operatingPoints)))
    }
    return points
  }

  /// The member is optional. A name for the method may stand beside; the numbers are the same for all.
  private static func calibration(in json: JSONValue) throws(ModelError) -> RiskCalibration {
    guard has("calibration", json) else { return .identity }
    let slope = try number(.slope, in: json)
    let intercept = try number(.intercept, in: json)
    guard let calibration = RiskCalibration(slope: slope, intercept: intercept) else {
      throw .invalidCalibration(slope: slope, intercept: intercept)
    }
    return calibration
  }

  /// The member is optional: without it no picture is refused for showing no lesion.
  private static func novelty(in json: JSONValue) throws(ModelError) -> NoveltyEntry {
    guard has("novelty", json) else { return NoveltyEntry() }
    // A number that no index can be is no layer of any network.
    let layer = Int(exactly: try integer(.noveltyLayer, in: json)) ?? -1
    let limit = Float(try number(.noveltyLimit, in: json))
    guard limit > 0, limit.isFinite else { throw .missingValue(.noveltyLimit) }
    return NoveltyEntry(layer: layer, limit: limit)
  }

  @inline(never)
  private static func has(_ member: StaticString, _ json: JSONValue) -> Bool {
    json[member] != nil
  }

  @inline(never)
  private static func number(_ field: ModelField, in json: JSONValue) throws(ModelError) -> Double {
    guard let value = field.value(in: json)?.double else { throw .missingValue(field) }
    return value
  }

  @inline(never)
  private static func integer(_ field: ModelField, in json: JSONValue) throws(ModelError)
    -> UInt64
  {
    guard let value = field.value(in: json)?.unsignedInteger else { throw .missingValue(field) }
    return value
  }

  @inline(never)
  private static func name(_ field: ModelField, in json: JSONValue) throws(ModelError) -> [UInt8] {
    guard let value = field.value(in: json)?.string else { throw .missingValue(field) }
    return value
  }
}
