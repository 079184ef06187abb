import NeuralNetwork

/// A value that a model file's metadata has to hold.
public enum ModelField: UInt8, CaseIterable, Sendable {
  case format, architecture, weights, width, height, mode, threshold, precisions
  case slope, intercept, operatingPoints, noveltyLayer, noveltyLimit

  /// Where the value lies in the JSON text, such as `preprocessing.width`.
  public var path: StaticString {
    switch self {
    case .format: "format"
    case .architecture: "architecture"
    case .weights: "weights"
    case .width: "preprocessing.width"
    case .height: "preprocessing.height"
    case .mode: "preprocessing.mode"
    case .threshold: "operating_point.threshold"
    case .precisions: "precisions"
    case .slope: "calibration.slope"
    case .intercept: "calibration.intercept"
    case .operatingPoints: "operating_points"
    case .noveltyLayer: "novelty.layer"
    case .noveltyLimit: "novelty.limit"
    }
  }

  /// The value in the parsed text, or nil.
  func value(in metadata: JSONValue) -> JSONValue? {
    var found: JSONValue? = metadata
    var name: [UInt8] = []
    for index in 0..<path.utf8CodeUnitCount {
      let byte = path.utf8Start[index]
      if byte == UInt8(ascii: ".") {
        found = found?[name]
        name = []
      } else {
        name.append(byte)
      }
    }
    return found?[name]
  }
}
