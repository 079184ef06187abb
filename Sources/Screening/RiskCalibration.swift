import NeuralNetwork

/// What makes the network's logit a risk: `sigmoid(slope * logit + intercept)`.
///
/// A slope above 0 keeps the ranking, so that calibrating changes no order of lesions. The two
/// operations round each on their own, on every platform alike.
public struct RiskCalibration: Sendable, Equatable {
  /// Above 0, finite.
  public let slope: Float
  /// Finite.
  public let intercept: Float

  /// Leaves the logit as it is: models without a calibration.
  public static var identity: RiskCalibration { RiskCalibration() }

  private init() {
    slope = 1
    intercept = 0
  }

  /// - Returns: `nil` unless slope and intercept, as `Float`, are finite and the slope is above 0.
  public init?(slope: Double, intercept: Double) {
    let (slope, intercept) = (Float(slope), Float(intercept))
    guard slope > 0, slope.isFinite, intercept.isFinite else { return nil }
    self.slope = slope
    self.intercept = intercept
  }

  /// The risk in 0...1 for a logit.
  public func risk(ofLogit logit: Float) -> Float { sigmoid(slope * logit + intercept) }
}

extension RiskCalibration {
  /// What a model file says, for those who run parts of its network themselves.
  ///
  /// - Throws: `ModelError` where the file's metadata is not that of a model.
  public init(of modelFile: Safetensors) throws(ModelError) {
    self = try ModelHeader(of: modelFile).calibration
  }
}
