import Evaluation
import Foundation
import Testing

/// Golden values from scikit-learn, SciPy and NumPy; see Tools/make_evaluation_golden.py.
enum Golden {
  static let metrics = load("metrics", as: [MetricCase].self)
  static let paired = load("paired", as: [PairedCase].self)
  static let intervals = load("intervals", as: [IntervalCases].self)
  static let bootstrap = load("bootstrap", as: [BootstrapCase].self)
  static let calibration = load("calibration", as: [CalibrationCase].self)

  /// Empty when the file cannot be read; `GoldenTests.everyFileIsThere` then fails.
  private static func load<Case: Decodable>(_ name: String, as type: [Case].Type) -> [Case] {
    guard
      let url = Bundle.module.url(
        forResource: name, withExtension: "json", subdirectory: "Golden"),
      let data = try? Data(contentsOf: url)
    else { return [] }
    let decoder = JSONDecoder()
    return (try? decoder.decode(type, from: data))
      ?? (try? decoder.decode(Case.self, from: data)).map { [$0] } ?? []
  }
}

struct MetricCase: Decodable, Sendable, CustomTestStringConvertible {
  struct DeLong: Decodable, Sendable {
    let variance: Double
    let linear, logit: [Double]?
  }
  struct Rates: Decodable, Sendable {
    let threshold: Double
    let counts: [Int]
    let accuracy, recall, specificity, precision, negativePredictiveValue: Double?
    let f1, balancedAccuracy, predictedPositiveShare: Double?
  }
  /// All points of a short curve, or the length and sums of a long one.
  enum Curve: Decodable, Sendable {
    case points([[Double?]])
    case moments([Double])
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let points = try? container.decode([[Double?]].self) {
        self = .points(points)
      } else {
        self = .moments(try container.decode([Double].self))
      }
    }
  }

  let name: String
  let scores: [Double]
  let labels: String
  let auc, averagePrecision, brierScoreLoss, logLoss: Double?
  let delong: DeLong?
  let rates: [Rates]
  let roc, rocAll, precisionRecall: Curve

  var testDescription: String { name }

  func scored() throws -> ScoredLabels {
    try ScoredLabels(scores: scores, labels: labels.map { $0 == "1" })
  }
}

struct PairedCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Expected: Decodable, Sendable {
    let first, second, standardError, z, pValue: Double
    let interval: [Double]
  }
  let name: String
  let first, second: [Double]
  let labels: String
  let expected: Expected

  var testDescription: String { name }
}

struct IntervalCases: Decodable, Sendable {
  struct Normal: Decodable, Sendable {
    let criticalValues, upperQuantiles, twoSidedTails: [[Double]]
  }
  let wilson: [[Double]]
  let normal: Normal
}

struct BootstrapCase: Decodable, Sendable {
  let scores: [Double]
  let labels: String
  let patients: [String]
  let seed: UInt64
  let resamples: Int
  let threshold: Double
  let intervals: [String: [Double]]
}
