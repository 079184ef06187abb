import LesionImage
import NeuralNetwork
import Screening
import TestSupport
import Testing

/// Model files of format 2: a calibration, and operating points beside the default.
@Suite struct CalibrationTests {
  private static let calibration =
    #""calibration":{"method":"platt","slope":0.5,"intercept":-1.25}"#
  private static let points =
    #""operating_points":[{"name":"a","threshold":0.25},{"name":"b","threshold":1}]"#

  private static func metadata(_ members: String, format: Int = 2) -> String {
    ModelFile.metadata.replacing("\"format\":1,", with: "\"format\":\(format),\(members),")
  }

  private static func model(_ members: String, format: Int = 2) throws -> ScreeningModel {
    try ScreeningModel(modelFile: ModelFile.bytes(metadata: metadata(members, format: format)))
  }

  @Test func riskIsTheCalibratedLogit() throws {
    let picture = RGBImage.noise(width: 90, height: 70, seed: 3)
    let plain = Screener(try ScreeningModel(modelFile: ModelFile.bytes()))
    let model = try Self.model(Self.calibration)
    let screener = Screener(model)
    #expect(model.calibration == RiskCalibration(slope: 0.5, intercept: -1.25))
    let logit = screener.logit(picture)
    #expect(logit == plain.logit(picture))
    #expect(plain.score(picture) == sigmoid(logit))
    #expect(screener.score(picture) == sigmoid(0.5 * logit - 1.25))
    #expect(screener.screen(picture).risk == screener.score(picture))
  }

  @Test func operatingPointsAreReadInOrder() throws {
    let model = try Self.model("\(Self.calibration),\(Self.points)")
    #expect(model.threshold == 0.5)
    #expect(model.operatingPoints.map { String(decoding: $0.name, as: UTF8.self) } == ["a", "b"])
    #expect(model.operatingPoints.map(\.threshold) == [0.25, 1])
    let file = try Safetensors(ModelFile.bytes(metadata: Self.metadata(Self.calibration)))
    #expect(try RiskCalibration(of: file) == model.calibration)
  }

  @Test func anotherThresholdDecides() throws {
    let picture = RGBImage.spot(side: 240)
    let screener = Screener(try Self.model(Self.calibration))
    let risk = screener.score(picture)
    try #require(screener.screen(picture).quality.isUsable)
    #expect(screener.screen(picture, threshold: risk).verdict == .refer)
    #expect(screener.screen(picture, threshold: risk.nextUp).verdict == .noSign)
    #expect(screener.screen(picture, threshold: risk.nextUp).threshold == risk.nextUp)
  }

  /// Readers of format 1 do not know the member, so it means nothing there.
  @Test func formatOneHasNoCalibration() throws {
    #expect(try Self.model(Self.calibration, format: 1).calibration == .identity)
    #expect(try Self.model("\"more\":0").calibration == .identity)
    #expect(RiskCalibration.identity.risk(ofLogit: 0.75) == sigmoid(0.75))
  }

  @Test(
    arguments: [
      ("0.5", "0", .invalidCalibration(slope: 0, intercept: -1.25)),
      ("0.5", "-2", .invalidCalibration(slope: -2, intercept: -1.25)),
      // Finite as Double; as the Float that the engine multiplies with it is not.
      ("0.5", "1e39", .invalidCalibration(slope: 1e39, intercept: -1.25)),
      ("0.5", "1e999", .invalidCalibration(slope: .infinity, intercept: -1.25)),
      ("-1.25", "-1e999", .invalidCalibration(slope: 0.5, intercept: -.infinity)),
      ("0.5", "\"0.5\"", .missingValue(.slope)),
      ("\"slope\"", "\"slopes\"", .missingValue(.slope)),
      ("\"intercept\"", "\"offset\"", .missingValue(.intercept)),
      ("-1.25", "null", .missingValue(.intercept)),
      ("0.25", "1.0001", .invalidThreshold(1.0001)),
      ("0.25", "-1e-9", .invalidThreshold(-1e-9)),
      ("0.25", "1e999", .invalidThreshold(.infinity)),
      ("0.25", "[]", .missingValue(.operatingPoints)),
      ("\"name\":\"a\",", "", .missingValue(.operatingPoints)),
      ("\"b\"", "\"a\"", .missingValue(.operatingPoints)),
      ("\"b\"", "7", .missingValue(.operatingPoints)),
    ] as [(String, String, ModelError)])
  func hostileValuesAreRefused(found: String, replacement: String, error: ModelError) throws {
    let members = "\(Self.calibration),\(Self.points)"
    try #require(members.contains(found))
    #expect(throws: error) {
      try Self.model(members.replacing(found, with: replacement))
    }
    #expect(!"\(error)".isEmpty)
  }

  /// Above 0 as Double, 0 as Float.
  @Test func aSlopeThatRoundsToNothingIsRefused() {
    #expect(throws: ModelError.self) {
      try Self.model(Self.calibration.replacing("0.5", with: "1e-50"))
    }
    #expect(RiskCalibration(slope: 1e-50, intercept: 0) == nil)
  }

  @Test(arguments: ["null", "3", "[]", "\"platt\""])
  func aCalibrationThatIsNoObjectIsRefused(value: String) {
    #expect(throws: ModelError.missingValue(.slope)) {
      try Self.model("\"calibration\":\(value)")
    }
  }

  @Test(arguments: ["null", "{}", "3", "[3]", "[null]"])
  func pointsThatAreNoListAreRefused(value: String) {
    #expect(throws: ModelError.missingValue(.operatingPoints)) {
      try Self.model("\"operating_points\":\(value)")
    }
  }
}
