import LesionImage
import NeuralNetwork
import TestSupport
import Testing

/// What the module makes of files that are no models.
@Suite(.needs(.phone)) struct RefusalTests {
  // As in `LoadStatus` of the phone app.
  static let emptyBuffer = 1
  static let invalidFile = 2
  static let invalidMetadata = 3
  static let invalidWeights = 4

  static let good = ModelFile.bytes(ModelFile.metadata())

  @Test func brokenFilesAreRefused() throws {
    let deepJSON = [UInt8](String(repeating: "{\"a\":", count: 1_200_000).utf8)
    let deepHeader = (0..<8).map { UInt8(truncatingIfNeeded: deepJSON.count >> (8 * $0)) }
    let files: [(bytes: [UInt8], status: Int)] = [
      ([], Self.emptyBuffer),
      ([1], Self.invalidFile),
      ([UInt8](Self.good.prefix(5000)), Self.invalidFile),
      ([UInt8](Self.good.dropLast()), Self.invalidFile),
      (Self.good + [0], Self.invalidFile),
      (deepHeader + deepJSON, Self.invalidFile),
      ([UInt8](repeating: 255, count: 4096), Self.invalidFile),
      (ModelFile.bytes(nil), Self.invalidMetadata),
      (ModelFile.bytes("{\"format\":1"), Self.invalidMetadata),
      (ModelFile.bytes(ModelFile.metadata(threshold: 1.5)), Self.invalidMetadata),
      (
        ModelFile.bytes(
          ModelFile.metadata(calibration: .identity).replacing("1.0,\"int", with: "0,\"int")),
        Self.invalidMetadata
      ),
      (ModelFile.bytes(ModelFile.metadata(mode: "stretch")), Self.invalidMetadata),
      // A network that the module has not got.
      (
        ModelFile.bytes(ModelFile.metadata().replacing("mobilenet-v3-small", with: "vgg16")),
        Self.invalidMetadata
      ),
      (ModelFile.bytes(ModelFile.metadata(origin: .keras)), Self.invalidWeights),
      (Self.good, 0),
    ]
    let answers = try ForeignEngine.phone.run(models: files.map(\.bytes), pictures: []).answers
    #expect(answers.map(\.status) == files.map(\.status))
  }

  @Test func aRefusedFileLeavesTheModelInPlace() throws {
    let picture = RGBImage.spot(side: 200)
    let before = try ForeignEngine.phone.run(models: [Self.good], pictures: [picture]).answers
    let after = try ForeignEngine.phone.run(
      models: [Self.good, [UInt8](Self.good.dropLast())], pictures: [picture]
    ).answers
    #expect(after.map(\.status) == [0, Self.invalidFile, nil])
    #expect(after.last?.logit == before.last?.logit)
    #expect(after.last?.verdict == before.last?.verdict)
  }

  @Test func nothingIsJudgedWithoutAModel() throws {
    let outcome = try ForeignEngine.phone.run(
      models: [[1, 2, 3]], pictures: [RGBImage.spot(side: 200)])
    let answer = try #require(outcome.answers.last)
    #expect(answer.verdict == -1)
    #expect(answer.risk == nil && answer.logit == nil && answer.threshold == nil)
    #expect(outcome.inputs == [[]])
  }

  /// Measuring a live picture takes no model.
  @Test func picturesAreMeasuredWithoutAModel() throws {
    let dark = RGBImage.spot(side: 200).mapLevels { $0 * 0.2 }
    let answer = try #require(
      try ForeignEngine.phone.run(models: [], pictures: [dark]).answers.last)
    let report = ImageQuality.assess(dark)
    #expect(report.hints.contains(.tooDark))
    #expect(answer.verdict == -1 && answer.hints == Int(report.hints.rawValue))
  }

  @Test func picturesThatAreNotInTheBufferAreRefused() throws {
    let sizes = [
      (0, 0, 0), (10, 10, 299), (10, 10, 301), (10, 0, 300), (65536, 65536, 0), (32768, 1, 98304),
      // Sides whose product overflows 32 bits to the right size.
      (65537, 65537, 3 * 131_073),
    ]
    let good = RGBImage.spot(side: 200)
    let answers = try ForeignEngine.phone.run(
      models: [Self.good],
      pixmaps: [ForeignEngine.pixmap(width: 200, height: 200, pixels: good.pixels)]
        + sizes.map { width, height, count in
          ForeignEngine.pixmap(
            width: width, height: height, pixels: [UInt8](repeating: 9, count: count))
        }
    ).answers.dropFirst()
    #expect(answers.first?.verdict != -1)
    for answer in answers.dropFirst() {
      #expect(answer.verdict == -1)
      // Nothing is left of the picture before.
      #expect(answer.risk == nil && answer.logit == nil && answer.issues == 0)
      #expect(answer.map == nil && answer.measures == [] && answer.hints == -1)
    }
  }
}
