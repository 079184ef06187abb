import NeuralNetwork

/// A value that a model file's metadata has to hold.
public enum ModelField: UInt8, CaseIterable, Sendable {
  case format, architecture, weights, width, height, mode, threshold, precisions
  case slope, intercept, operatingPoints

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
    }
  }

  /// The value in the parsed text, or nil.
  func value(in metadata: JSONValue) -> JSONValue? {
    switch self {
    case .format: metadata["format"]
    case .architecture: metadata["architecture"]
    case .weights: metadata["weights"]
    case .width: metadata["preprocessing"]?["width"]
    case .height: metadata["preprocessing"]?["height"]
    case .mode: metadata["preprocessing"]?["mode"]
    case .threshold: metadata["operating_point"]?["threshold"]
    case .precisions: metadata["precisions"]
    case .slope: metadata["calibration"]?["slope"]
    case .intercept: metadata["calibration"]?["intercept"]
    case .operatingPoints: metadata["operating_points"]
    }
  }
}
