import Evaluation
import Screening

extension ModelMetadata {
  /// What makes logits risks, and the images that decided it.
  public struct Calibration: Codable, Sendable, Equatable {
    /// `platt` or `temperature`.
    public var method: String
    /// Above 0; exactly the `Float` that the engine multiplies with.
    public var slope: Double
    public var intercept: Double
    public var chosenOn: String
    /// The images it was fitted to, and the malignant ones among them: risks hold where lesions are
    /// malignant as often as there.
    public var images: Int
    public var malignant: Int

    /// - Returns: nil where the numbers do not fit a `Float`.
    init?(_ calibration: ScoreCalibration, on scored: ScoredLabels, chosenOn: String) {
      guard
        let stored = RiskCalibration(slope: calibration.slope, intercept: calibration.intercept)
      else { return nil }
      method = calibration.method.rawValue
      slope = Double(stored.slope)
      intercept = Double(stored.intercept)
      self.chosenOn = chosenOn
      images = scored.count
      malignant = scored.positiveCount
    }

    /// As the engine has it; nil where the numbers are of no use.
    public var riskCalibration: RiskCalibration? {
      RiskCalibration(slope: slope, intercept: intercept)
    }

    private enum CodingKeys: String, CodingKey {
      case method, slope, intercept, images, malignant
      case chosenOn = "chosen_on"
    }
  }
}
