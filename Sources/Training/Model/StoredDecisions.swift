import Evaluation
import Foundation
import NeuralNetwork

/// What a model file says about its calibration and thresholds beyond what running it needs, whatever
/// trained it. Nothing where it says nothing that can be read: a verdict does not depend on it.
public struct StoredDecisions: Sendable, Equatable {
  public let calibration: ModelMetadata.Calibration?
  /// The default.
  public let operatingPoint: ModelMetadata.OperatingPoint?
  /// Those with a name; the default among them where it has one.
  public let operatingPoints: [ModelMetadata.OperatingPoint]

  /// Says nothing.
  public init() {
    calibration = nil
    operatingPoint = nil
    operatingPoints = []
  }

  public init(_ file: Safetensors) {
    let members = file.metadata(ModelMetadata.key).flatMap {
      try? JSONDecoder().decode(Members.self, from: Data($0))
    }
    // As the engine reads it: format 1 has none, whatever stands there.
    calibration =
      (members?.format ?? 1) > ModelMetadata.plainFormat ? members?.calibration?.value : nil
    operatingPoint = members?.operatingPoint?.value
    operatingPoints = members?.operatingPoints?.compactMap(\.value) ?? []
  }

  /// The points with a name, for tests that report what becomes of each.
  public var offered: [OfferedPoint] {
    operatingPoints.compactMap { point in
      guard let name = point.name, point.threshold.isFinite else { return nil }
      return OfferedPoint(
        // As the engine compares: its risks are 32-bit floats.
        name: name, threshold: Double(Float(point.threshold)),
        target: point.target.flatMap { target in
          ConfusionMatrix.Rate(rawValue: target.rate).map { .init($0, atLeast: target.atLeast) }
        }, chosenSensitivity: point.sensitivity, chosenSpecificity: point.specificity)
    }
  }

  private struct Members: Decodable {
    let format: Int?
    let calibration: Lenient<ModelMetadata.Calibration>?
    let operatingPoint: Lenient<ModelMetadata.OperatingPoint>?
    let operatingPoints: [Lenient<ModelMetadata.OperatingPoint>]?

    enum CodingKeys: String, CodingKey {
      case format, calibration
      case operatingPoint = "operating_point"
      case operatingPoints = "operating_points"
    }
  }

  /// A value, or nil where it is of another shape.
  private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?
    init(from decoder: any Decoder) throws { value = try? Value(from: decoder) }
  }
}
