import Diagnosing
import NeuralNetwork

/// What `/v1/model` says.
struct ModelAnswer: Encodable {
  struct Input: Encodable {
    let width: Int
    let height: Int
  }

  struct OperatingPoint: Encodable {
    let name: String
    let threshold: Float
  }

  struct Calibration: Encodable {
    let slope: Float
    let intercept: Float
  }

  let name: String
  let sha256: String
  let bytes: Int
  let architecture: String
  let parameters: Int
  let input: Input
  let precision: String
  let calibration: Calibration
  /// The risk from which on verdicts refer, unless a request names another operating point.
  let threshold: Float
  let operatingPoint: String?
  let operatingPoints: [OperatingPoint]
  let disclaimer = Diagnosis.disclaimer

  init(_ served: ServedModel) {
    let model = served.model
    name = served.name
    sha256 = served.sha256
    bytes = served.byteCount
    architecture = "\(model.architecture)"
    parameters = model.plan.network.parameterCount
    input = Input(width: model.preprocessing.width, height: model.preprocessing.height)
    precision = "\(model.precision)"
    calibration = Calibration(
      slope: model.calibration.slope, intercept: model.calibration.intercept)
    threshold = served.threshold.value
    operatingPoint = served.threshold.name
    operatingPoints = model.namedThresholds.map {
      OperatingPoint(name: $0.name ?? "", threshold: $0.value)
    }
  }
}
