import Foundation

/// What turns a classifier's logit into a probability that means what it says:
/// `probability = sigmoid(slope * logit + intercept)`.
///
/// The slope is above zero, so calibrating changes no ranking: AUC, sensitivity at a specificity and
/// every other rank metric stay as they are. Fit it on data that did not train the classifier. It holds
/// where malignant lesions are as frequent as in those data.
public struct ScoreCalibration: Sendable, Equatable, Hashable {
  /// How the two numbers were found.
  public enum Method: String, Sendable, CaseIterable, Codable {
    /// Slope and intercept by logistic regression (Platt 1999).
    case platt
    /// A slope alone, the inverse of a temperature (Guo et al. 2017, ICML); the intercept is 0.
    case temperature
  }

  public let method: Method
  /// Above 0 and finite. Below 1, the classifier was too sure of itself.
  public let slope: Double
  /// Finite; 0 for `.temperature`.
  public let intercept: Double

  /// - Returns: `nil` unless the slope is finite and above 0 and the intercept is finite.
  public init?(method: Method, slope: Double, intercept: Double) {
    guard slope > 0, slope.isFinite, intercept.isFinite else { return nil }
    self.method = method
    self.slope = slope
    self.intercept = intercept
  }

  /// The probability of malignancy, 0 to 1, for a logit.
  public func probability(ofLogit logit: Double) -> Double {
    1 / (1 + exp(-(slope * logit + intercept)))
  }

  /// Fits by Platt scaling, or by temperature scaling where Platt's slope would turn the ranking round.
  ///
  /// - Parameter scored: logits, any finite numbers, and labels.
  /// - Returns: `nil` unless both classes are present, and where the classifier ranks no better than
  ///   chance: its scores then carry no probability that a calibration could bring out.
  public static func fit(_ scored: ScoredLabels) -> ScoreCalibration? {
    platt(scored) ?? temperature(scored)
  }
}
