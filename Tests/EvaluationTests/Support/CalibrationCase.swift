import Evaluation
import Testing

/// What scikit-learn, statsmodels and SciPy say; see Tools/make_calibration_golden.py.
struct CalibrationCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Curve: Decodable, Sendable {
    let observed, mean: [Double]
    let count: [Int]
    let expectedError, debiasedError: Double
  }
  struct Regression: Decodable, Sendable {
    let slope, intercept: Double
    let slopeInterval, interceptInterval: [Double]
  }

  let name: String
  let logits, scores: [Double]
  let labels: String
  /// Slope and intercept, by statsmodels to the last digits and by scikit-learn to its tolerance.
  let platt, scikitPlatt: [Double]
  /// `nil` where the best slope is not above 0.
  let temperature: Double?
  let curve: Curve
  let regression: Regression

  var testDescription: String { name }

  func scoredLogits() throws -> ScoredLabels { try Samples.make(logits, labels) }
  func scored() throws -> ScoredLabels { try Samples.make(scores, labels) }
}
