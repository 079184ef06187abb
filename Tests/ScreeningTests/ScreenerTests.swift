import LesionImage
import NeuralNetwork
import Screening
import TestSupport
import Testing

@Suite struct ScreenerTests {
  static let file = ModelFile.bytes(seed: 4)
  static let lesion = RGBImage.spot(side: 300)

  @Test func scoreIsTheSigmoidOfTheLogitOfThePreparedPicture() throws {
    let model = try ScreeningModel(modelFile: Self.file)
    let screener = Screener(model)
    let session = InferenceSession(model.plan)
    let resized = Self.lesion.resized(width: 224, height: 224)
    resized.normalize(
      into: try #require(session.input.baseAddress), scale: PixelNormalization.imageNet.scale,
      offset: PixelNormalization.imageNet.offset, reversesChannels: false)
    let logit = session.run()[0]
    #expect(screener.logit(Self.lesion) == logit)
    #expect(screener.score(Self.lesion) == sigmoid(logit))
    #expect(screener.score(Self.lesion) > 0 && screener.score(Self.lesion) < 1)
  }

  @Test func screenersKeepNothingBetweenPictures() throws {
    let model = try ScreeningModel(modelFile: Self.file)
    let screener = Screener(model)
    let first = screener.score(Self.lesion)
    let other = screener.score(RGBImage.noise(width: 50, height: 400, seed: 2))
    #expect(first != other)
    #expect(screener.score(Self.lesion) == first)
    #expect(Screener(model).score(Self.lesion) == first)
  }

  @Test(arguments: [true, false])
  func thresholdDecides(isReached: Bool) throws {
    let risk = Screener(try ScreeningModel(modelFile: Self.file)).score(Self.lesion)
    // A threshold below the risk, and one above it that is still a probability.
    let threshold = isReached ? risk / 2 : (1 + risk) / 2
    let metadata = ModelFile.metadata.replacing("0.5", with: "\(threshold)")
    let model = try ScreeningModel(modelFile: ModelFile.bytes(metadata: metadata, seed: 4))
    let result = Screener(model).screen(Self.lesion)
    #expect(result.risk == risk)
    #expect(result.threshold == model.threshold)
    #expect(result.verdict == (isReached ? .refer : .noSign))
  }

  @Test func poorPicturesAreToBeTakenAgain() throws {
    let screener = Screener(try ScreeningModel(modelFile: Self.file))
    let dark = screener.screen(Self.lesion.mapLevels { $0 * 0.1 })
    #expect(dark.verdict == .retake)
    #expect(dark.quality.issues.contains(.tooDark))
    let small = screener.screen(Self.lesion.resized(width: 60, height: 60))
    #expect(small.verdict == .retake)
    // Decoding at a reduced scale does not make a large source small.
    let reduced = screener.screen(
      Self.lesion.resized(width: 120, height: 120), sourceWidth: 960, sourceHeight: 960)
    #expect(reduced.verdict != .retake)
  }

  @Test func aCanvasGetsTheSameVerdict() throws {
    let screener = Screener(try ScreeningModel(modelFile: Self.file))
    let expected = screener.screen(Self.lesion)
    let input = [Float](screener.preparedInput)
    var canvas: [UInt8] = []
    for index in 0..<(300 * 300) {
      canvas += Self.lesion.pixels[(3 * index)..<(3 * index + 3)]
      canvas.append(UInt8(truncatingIfNeeded: index))
    }
    let found = try canvas.withUnsafeBytes { bytes in
      screener.screen(
        try #require(PictureView(width: 300, height: 300, channels: .rgba, bytes: bytes)))
    }
    #expect(found == expected)
    #expect([Float](screener.preparedInput) == input)
  }

  @Test func theMapIsThatOfThePictureJudgedLast() throws {
    let screener = Screener(try ScreeningModel(modelFile: Self.file))
    #expect(screener.activationMap() == nil)
    _ = screener.screen(Self.lesion)
    let map = try #require(screener.activationMap())
    let sum = map.values.reduce(map.bias, +)
    #expect(abs(sum - screener.logit(Self.lesion)) <= 1e-4 * max(1, abs(sum)))
    #expect(screener.activationMap() == map)
    _ = screener.score(RGBImage.noise(width: 50, height: 400, seed: 2))
    #expect(screener.activationMap() != map)
  }

  @Test func verdictsFollowRiskAndQuality() {
    let good = QualityReport(
      issues: [], shorterSide: 300, brightLevel: 200, clippedShare: 0, contrast: 90, blur: 2)
    let poor = QualityReport(
      issues: .blurred, shorterSide: 300, brightLevel: 200, clippedShare: 0, contrast: 90, blur: 4)
    func verdict(_ risk: Float, _ quality: QualityReport) -> Verdict {
      ScreeningResult(risk: risk, threshold: 0.4, quality: quality).verdict
    }
    #expect(verdict(0.39, good) == .noSign)
    #expect(verdict(0.4, good) == .refer)
    #expect(verdict(0.99, good) == .refer)
    #expect(verdict(0.01, poor) == .retake)
    #expect(verdict(0.99, poor) == .retake)
    // A risk that is no number never reassures.
    #expect(verdict(.nan, good) == .refer)
  }

  @Test func verdictNames() {
    #expect(Verdict.allCases.map { "\($0)" } == ["refer", "no-sign", "retake"])
  }

  @Test func instructionSetsAgree() throws {
    let reference = Screener(try ScreeningModel(modelFile: Self.file, instructionSet: .scalar))
      .logit(Self.lesion)
    for set in InstructionSet.available {
      let screener = Screener(try ScreeningModel(modelFile: Self.file, instructionSet: set))
      #expect(abs(screener.logit(Self.lesion) - reference) <= 1e-3 * max(1, abs(reference)))
    }
  }
}
