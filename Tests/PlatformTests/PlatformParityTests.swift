import LesionImage
import NeuralNetwork
import Screening
import Testing

/// Every platform gives the answer that training and the command line give: the same pictures and the
/// same model file, there and natively.
@Suite struct PlatformParityTests {
  /// Between logits: platforms fuse products with sums, or do not, and add in vectors of other
  /// lengths. Measured with AVX-512: 2.5e-5 at most.
  static let logitBound: Float = 1e-4

  /// One model without a calibration and one with.
  static let models: [(WeightOrigin, String, RiskCalibration?)] = [
    (.torchvision, "squash", nil),
    (.keras, "centre-crop", RiskCalibration(slope: 1.3, intercept: -0.7)),
  ]

  @Test(.needs(.phone), arguments: models)
  func phoneAnswersAsTheNativeCodeDoes(
    origin: WeightOrigin, mode: String, calibration: RiskCalibration?
  ) throws {
    try answersAsTheNativeCodeDoes(.phone, origin, mode, calibration)
  }

  /// Pixels as a canvas has them, with a fourth byte.
  @Test(.needs(.phone), arguments: models.suffix(1))
  func phoneAnswersOnACanvasAsTheNativeCodeDoes(
    origin: WeightOrigin, mode: String, calibration: RiskCalibration?
  ) throws {
    try answersAsTheNativeCodeDoes(.phone, origin, mode, calibration, hasFourthByte: true)
  }

  @Test(.needs(.relaxedPhone), arguments: models)
  func relaxedPhoneAnswersAsTheNativeCodeDoes(
    origin: WeightOrigin, mode: String, calibration: RiskCalibration?
  ) throws {
    try answersAsTheNativeCodeDoes(.relaxedPhone, origin, mode, calibration)
  }

  /// One model: an emulated inference takes half a second, and what differs between the two is not
  /// arithmetic.
  @Test(.needs(.arm64), arguments: models.suffix(1))
  func arm64AnswersAsTheNativeCodeDoes(
    origin: WeightOrigin, mode: String, calibration: RiskCalibration?
  ) throws {
    try answersAsTheNativeCodeDoes(.arm64, origin, mode, calibration)
  }

  private func answersAsTheNativeCodeDoes(
    _ engine: ForeignEngine, _ origin: WeightOrigin, _ mode: String,
    _ calibration: RiskCalibration?, hasFourthByte: Bool = false
  ) throws {
    let pictures = AwkwardPictures.all
    let headScale: Float = 1 / 16
    let draft = ModelFile.bytes(
      ModelFile.metadata(origin: origin, mode: mode, calibration: calibration), origin: origin,
      headScale: headScale)
    let threshold = Self.threshold(
      dividing: try Self.screenNatively(pictures, draft).map(\.result))
    let model = ModelFile.bytes(
      ModelFile.metadata(
        origin: origin, mode: mode, threshold: threshold, calibration: calibration),
      origin: origin, headScale: headScale)

    let native = try Self.screenNatively(pictures, model)
    let foreign = try engine.run(
      models: [model], pictures: pictures, hasFourthByte: hasFourthByte)
    try #require(foreign.answers.count == 1 + pictures.count)
    #expect(foreign.answers[0].status == 0)
    var largest: Float = 0
    var largestOfMap: Float = 0
    for (index, expected) in native.enumerated() {
      let answer = foreign.answers[1 + index]
      let size = "\(pictures[index].width)x\(pictures[index].height)"
      #expect(foreign.inputs[index] == expected.input, "resized pixels of \(size)")
      let logit = try #require(answer.logit)
      largest = max(largest, abs(logit - expected.logit))
      #expect(abs(logit - expected.logit) <= Self.logitBound, "logit of \(size)")
      #expect(answer.risk == (calibration ?? .identity).risk(ofLogit: logit), "risk of \(size)")
      #expect(answer.threshold == expected.result.threshold)
      #expect(answer.issues == expected.result.quality.issues.rawValue, "issues of \(size)")
      #expect(answer.verdict == Int(expected.result.verdict.rawValue), "verdict on \(size)")
      #expect(answer.hints == Int(expected.result.quality.hints.rawValue), "hints on \(size)")
      #expect(
        answer.measures == QualityMeasure.allCases.map { expected.result.quality[$0] },
        "measures of \(size)")
      let mapError = try #require(expected.map).windowDifference(from: #require(answer.map))
      largestOfMap = max(largestOfMap, mapError)
      #expect(mapError <= Self.logitBound, "map of \(size)")
    }
    // All three verdicts occurred, or they were not compared.
    #expect(Set(native.map { $0.result.verdict }).count == Verdict.allCases.count)
    let differences = "logits differ by \(largest), maps by \(largestOfMap) at most"
    print("\(engine.name), \(origin), \(mode): \(differences)")
  }

  /// Finite weights whose sums are no numbers, which reach an activation: it must not make them 0.
  @Test(.needs(.phone)) func outputThatIsNotANumberRefers() throws {
    let model = ModelFile.bytes(
      ModelFile.metadata(threshold: 1),
      scales: ["features.12.1.weight": 1e20, "head.dense1.kernel": 1e30])
    let picture = RGBImage.spot(side: 200)
    let native = try #require(try Self.screenNatively([picture], model).first)
    #expect(native.logit.isNaN && native.result.verdict == .refer)
    let phone = try #require(
      try ForeignEngine.phone.run(models: [model], pictures: [picture]).answers.last)
    #expect(phone.logit == nil && phone.risk == nil)
    #expect(phone.verdict == Int(Verdict.refer.rawValue))
  }

  @Test(.needs(.phone)) func screeningGivesAllMemoryBack() throws {
    let model = ModelFile.bytes(ModelFile.metadata())
    let phone = try ForeignEngine.phone.run(
      models: [model], pictures: AwkwardPictures.all, repeats: 8)
    // The script fails where memory was kept or taken.
    let last = try #require(phone.answers.last)
    let time = try #require(last.medianMilliseconds)
    let memory = try #require(last.memoryBytes)
    print("phone app: \(time) ms a picture, \(memory >> 20) MiB, module \(last.moduleBytes ?? 0) B")
    #expect(memory < 64 << 20)
  }

  private struct Native {
    let result: ScreeningResult
    let logit: Float
    let input: [UInt32]
    let map: ClassActivationMap?
  }

  private static func screenNatively(_ pictures: [RGBImage], _ file: [UInt8]) throws -> [Native] {
    let screener = Screener(try ScreeningModel(modelFile: file))
    return pictures.map { picture in
      let result = screener.screen(picture)
      return Native(
        result: result, logit: screener.logit(picture),
        input: screener.preparedInput.map(\.bitPattern), map: screener.activationMap())
    }
  }

  /// The middle of the widest gap between the risks of usable pictures, so that no rounding
  /// decides a verdict.
  private static func threshold(dividing results: [ScreeningResult]) -> Float {
    let risks = results.filter(\.quality.isUsable).map(\.risk).sorted()
    let gaps = zip(risks, risks.dropFirst())
    return gaps.max { $0.1 - $0.0 < $1.1 - $1.0 }.map { ($0.0 + $0.1) / 2 } ?? 0.5
  }
}

extension ClassActivationMap {
  /// The largest difference between sums over the head's 2x2 windows, from the top left.
  ///
  /// Not between places: in a smooth picture the largest of a window differs from the others by
  /// rounding alone, and with the platform the place that it is found at.
  func windowDifference(from other: [Float]) -> Float {
    guard other.count == values.count else { return .infinity }
    var largest: Float = 0
    for row in stride(from: 0, to: height - 1, by: 2) {
      for column in stride(from: 0, to: width - 1, by: 2) {
        let places = [0, 1, width, width + 1].map { row * width + column + $0 }
        let difference = places.reduce(Float(0)) { $0 + values[$1] - other[$1] }
        largest = max(largest, abs(difference))
      }
    }
    return largest
  }
}
