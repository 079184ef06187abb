import LesionImage
import NeuralNetwork
import Screening
import TestSupport
import Testing

/// Pictures without a lesion, told by a model of format 3.
@Suite struct NoveltyTests {
  private static let lesion = RGBImage.spot(side: 240)
  private static let other = RGBImage.noise(width: 240, height: 200, seed: 3)

  private static func tap(_ image: RGBImage) throws -> [Float] {
    let model = try ScreeningModel(modelFile: NoveltyFile.bytes())
    let session = InferenceSession(model.plan)
    model.preprocessing.prepare(image, into: try #require(session.input.baseAddress))
    return withExtendedLifetime(session) {
      _ = session.run()
      return [Float](session.tap)
    }
  }

  /// A model that has learnt one lesion by heart.
  private static func model(limit: Float) throws -> ScreeningModel {
    try ScreeningModel(
      modelFile: NoveltyFile.bytes(
        metadata: NoveltyFile.metadata(NoveltyFile.member.replacing("1.5", with: "\(limit)")),
        mean: try tap(lesion)))
  }

  @Test func distanceIsTheRootMeanSquareOfWhitenedValues() throws {
    let (values, mean) = (try Self.tap(Self.other), try Self.tap(Self.lesion))
    let triangle = NoveltyFile.triangle()
    var squares = 0.0
    for row in 0..<NoveltyFile.count {
      var sum = 0.0
      for column in 0...row {
        sum +=
          Double(triangle[row * (row + 1) / 2 + column]) * Double(values[column] - mean[column])
      }
      squares += sum * sum
    }
    let expected = (squares / Double(NoveltyFile.count)).squareRoot()
    let detector = NoveltyDetector(count: NoveltyFile.count, numbers: mean + triangle, limit: 1)
    let found = values.withUnsafeBufferPointer { detector.distance(of: $0) }
    #expect(abs(Double(found) - expected) <= 1e-5 * expected && expected > 0)
    #expect(mean.withUnsafeBufferPointer { detector.distance(of: $0) } == 0)
    #expect(mean.dropLast().withUnsafeBufferPointer { detector.distance(of: $0) } == 0)
  }

  @Test func picturesBeyondTheLimitAreToBeTakenAgain() throws {
    let screener = Screener(try Self.model(limit: 1))
    #expect(screener.novelty == nil)
    let near = screener.screen(Self.lesion)
    #expect(near.quality.novelty == 0)
    #expect(near.verdict != .retake && !near.quality.issues.contains(.notALesion))
    let far = screener.screen(Self.other)
    let distance = far.quality.novelty
    #expect(distance > 0 && far.quality[.novelty] == distance)
    #expect(screener.novelty == distance)

    // At the limit a picture is judged, beyond it no longer.
    for (limit, isRefused) in [(distance, false), (distance.nextDown, true)] {
      let result = Screener(try Self.model(limit: limit)).screen(Self.other)
      #expect(result.quality.novelty == distance)
      #expect(result.quality.issues.contains(.notALesion) == isRefused)
      #expect(result.quality.issues.names.contains("not-a-lesion") == isRefused)
      if isRefused { #expect(result.verdict == .retake) }
    }
    // Risk and logit are those of the model without a detector.
    let plain = Screener(try ScreeningModel(modelFile: ModelFile.bytes(seed: 4)))
    #expect(far.risk == plain.score(Self.other))
  }

  @Test func filesWithoutADetectorNeverRefuseOnItsGround() throws {
    for metadata in [
      ModelFile.metadata, NoveltyFile.metadata("\"more\":0"), NoveltyFile.metadata(format: 1),
      NoveltyFile.metadata(format: 2),
    ] {
      let model = try ScreeningModel(modelFile: NoveltyFile.bytes(metadata: metadata))
      #expect(model.novelty == nil && model.plan.tapCount == 0)
      let result = Screener(model).screen(Self.other)
      #expect(result.quality.novelty == 0 && !result.quality.issues.contains(.notALesion))
    }
  }

  @Test func aNoveltyThatIsNoNumberIsRefused() {
    let report = ImageQuality.assess(Self.lesion)
    #expect(report.isUsable)
    for (novelty, limit, isRefused) in [
      (Float.nan, Float(5), true), (.infinity, 5, true), (5.01, 5, true), (5, 5, false),
      (0, .infinity, false),
    ] {
      var more = report
      more.add(novelty: novelty, limit: limit)
      #expect(more.issues == (isRefused ? .notALesion : []), "\(novelty)")
      #expect(more.hints.contains(.notALesion) == isRefused, "\(novelty)")
    }
  }

  @Test func instructionSetsAgree() throws {
    let file = NoveltyFile.bytes(mean: try Self.tap(Self.lesion))
    var reference: Float?
    for set in InstructionSet.available {
      let screener = Screener(try ScreeningModel(modelFile: file, instructionSet: set))
      let novelty = screener.screen(Self.other).quality.novelty
      let expected = reference ?? novelty
      reference = expected
      // Small beside the means that it is a difference of.
      #expect(abs(novelty - expected) <= 1e-3 * expected, "\(set)")
    }
  }
}
