import ImageCodec
import Screening

/// An image file and what a model made of it.
public struct ScoredFile: Sendable {
  /// The file as it was named.
  public let path: String
  /// The network's output without the model's calibration, or why the file could not be scored.
  public let logit: Result<Float, ImageCodecError>
  /// How unlike a lesion the picture is (`NoveltyDetector`); nil where the model cannot tell, or the file
  /// could not be read.
  public let novelty: Float?
  let calibration: RiskCalibration

  /// The probability of melanoma, 0 to 1, or why the file could not be scored.
  public var score: Result<Float, ImageCodecError> { logit.map(calibration.risk) }
}
