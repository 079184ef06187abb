import LesionImage
import Screening
import TestSupport
import Testing

/// A phone's photograph of 12 megapixels, as a canvas hands it over.
@Suite struct LargePhotographTests {
  static let photograph = RGBImage.spot(side: 400).resized(width: 4000, height: 3000)

  /// The picture is looked at where it lies: beside it the module takes what the network needs.
  @Test(.needs(.phone)) func isJudgedWithoutACopy() throws {
    let model = ModelFile.bytes(ModelFile.metadata())
    let screener = Screener(try ScreeningModel(modelFile: model))
    let clock = ContinuousClock()
    var result = screener.screen(Self.photograph)
    let native = (0..<5).map { _ in clock.measure { result = screener.screen(Self.photograph) } }

    let answers = try ForeignEngine.phone.run(
      models: [model], pictures: [Self.photograph], repeats: 5, hasFourthByte: true
    ).answers
    let last = try #require(answers.last)
    #expect(answers[1].verdict == Int(result.verdict.rawValue))
    #expect(answers[1].measures == QualityMeasure.allCases.map { result.quality[$0] })
    let memory = try #require(last.memoryBytes)
    // The picture's 46 MiB, the model, its file while it is read, and the arena.
    #expect(memory < 80 << 20)
    let time = try #require(last.medianMilliseconds)
    let nativeTime = try #require(native.min())
    print("12 megapixels: \(nativeTime) natively, \(time) ms with the copy in node; \(memory) B")
  }
}
