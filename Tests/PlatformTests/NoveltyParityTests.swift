import LesionImage
import NeuralNetwork
import Screening
import Testing

/// Pictures without a lesion are told everywhere as natively.
@Suite struct NoveltyParityTests {
  /// Between distances, relative: what the network's rounding comes to in them.
  private static let bound: Float = 1e-4

  @Test(.needs(.phone)) func phoneTellsAsTheNativeCodeDoes() throws {
    try tellsAsTheNativeCodeDoes(.phone)
  }

  @Test(.needs(.relaxedPhone)) func relaxedPhoneTellsAsTheNativeCodeDoes() throws {
    try tellsAsTheNativeCodeDoes(.relaxedPhone)
  }

  @Test(.needs(.arm64)) func arm64TellsAsTheNativeCodeDoes() throws {
    try tellsAsTheNativeCodeDoes(.arm64)
  }

  private func tellsAsTheNativeCodeDoes(_ engine: ForeignEngine) throws {
    let pictures = AwkwardPictures.all
    let draft = Self.detector(limit: 1)
    let novelties = try Self.screen(pictures, by: draft).map(\.quality.novelty)
    let model = Self.detector(limit: Self.middle(of: novelties))
    let native = try Self.screen(pictures, by: model)
    let answers = try engine.run(models: [Self.file(model)], pictures: pictures).answers
    try #require(answers.count == 1 + pictures.count && answers[0].status == 0)
    var largest: Float = 0
    for (expected, answer) in zip(native, answers.dropFirst()) {
      let measures = try #require(answer.measures)
      try #require(measures.count == QualityMeasure.allCases.count)
      let novelty = expected.quality.novelty
      let found = measures[QualityMeasure.novelty.rawValue]
      largest = max(largest, abs(found - novelty) / novelty)
      #expect(abs(found - novelty) <= Self.bound * novelty)
      #expect(answer.issues == expected.quality.issues.rawValue)
      #expect(answer.verdict == Int(expected.verdict.rawValue))
    }
    let refused = native.count { $0.quality.issues.contains(.notALesion) }
    #expect(refused > 0 && refused < native.count)
    print("\(engine.name): novelties differ by a share of \(largest) at most")
  }

  private static func file(_ detector: NoveltyDetector) -> [UInt8] {
    ModelFile.bytes(ModelFile.metadata(novelty: detector), novelty: detector)
  }

  private static func screen(
    _ pictures: [RGBImage], by detector: NoveltyDetector
  ) throws -> [ScreeningResult] {
    let screener = Screener(try ScreeningModel(modelFile: file(detector)))
    return pictures.map { screener.screen($0) }
  }

  /// Around zero, with a triangle of small whole numbers.
  private static func detector(limit: Float) -> NoveltyDetector {
    var numbers = [Float](repeating: 0.25, count: 96)
    for row in 0..<96 {
      for column in 0..<row { numbers.append(Float((row + column) % 5 - 2) / 16) }
      numbers.append(Float(1 + row % 3))
    }
    return NoveltyDetector(count: 96, numbers: numbers, limit: limit)
  }

  /// The middle of the widest gap, so that no rounding decides.
  private static func middle(of novelties: [Float]) -> Float {
    let sorted = novelties.sorted()
    return zip(sorted, sorted.dropFirst()).max { $0.1 - $0.0 < $1.1 - $1.0 }
      .map { ($0.0 + $0.1) / 2 } ?? 1
  }
}
