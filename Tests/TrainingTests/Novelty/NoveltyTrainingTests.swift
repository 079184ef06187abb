import Dataset
import Foundation
import LesionImage
import NeuralNetwork
import Screening
import TestSupport
import Testing
import Training

/// A model that learns, as its training ends, to tell pictures without a lesion.
@Suite("Training that tells pictures without a lesion")
struct NoveltyTrainingTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy(count: 130) }

  private func configuration(_ output: String, threads: Int = 2) throws -> TrainingConfiguration {
    var configuration = try study.configuration(output: output)
    configuration.split = Split(
      train: Array(0..<60), validation: Array(60..<115), test: Array(115..<130))
    configuration.threads = threads
    configuration.measuredPrecisions = []
    configuration.recipe.epochs = 1
    return configuration
  }

  private func picture(_ index: Int) -> String {
    study.folder.file("images/\(SmallStudy.name(index)).png")
  }

  @Test func lesionsAreJudgedAndOtherPicturesRefused() throws {
    let file = try Safetensors(study.train(configuration("whole.safetensors")))
    let model = try ScreeningModel(modelFile: file.bytes)
    let detector = try #require(model.novelty)
    #expect(detector.count == 96 && detector.numbers.count == 4752)
    let json = try #require(file.metadata(ModelMetadata.key))
    let metadata = try JSONDecoder().decode(ModelMetadata.self, from: Data(json))
    let novelty = try #require(metadata.novelty)
    #expect(metadata.format == 3 && novelty.layer == model.plan.network.noveltyLayer)
    #expect(novelty.fittedImages == 60 && novelty.fittedOn == "training")
    #expect(novelty.limit.images == 55 && novelty.limit.chosenOn == "validation")
    // Too few for 1 in 100: the farthest of them is the limit.
    #expect(novelty.limit.refused == 0 && novelty.limit.percentile == 99)
    #expect(Float(novelty.limit.value) == detector.limit)
    #expect(novelty.shrinkage > 0 && novelty.shrinkage < 1)
    // 96 means and 96 * 97 / 2 numbers of the triangle, of 16 bits.
    #expect(file.tensor(named: "novelty")?.elementType == .f16)
    #expect(file.tensor(named: "novelty")?.byteRange.count == 2 * 4752)

    let screener = Screener(model)
    let scored = BatchScorer(model).score((0..<130).map(picture))
    let distances = try scored.map { try #require($0.novelty) }
    #expect(distances[60..<115].max() == detector.limit)
    #expect(distances[115...].count { $0 > detector.limit } <= 2)
    let root = (distances[..<60].reduce(0) { $0 + $1 * $1 } / 60).squareRoot()
    #expect(root > 0.3 && root < 1.01)
    for other in [
      RGBImage.noise(width: 90, height: 80, seed: 2), .noise(width: 300, height: 200, seed: 3),
      .gradient(width: 240, height: 240), .spot(side: 200), .stripes, .page,
    ] {
      let quality = screener.screen(other).quality
      #expect(quality.issues.contains(.notALesion), "\(quality.novelty)")
    }
  }

  @Test func bytesDoNotDependOnThreadsOrInterruptions() throws {
    let whole = try study.train(configuration("one.safetensors", threads: 1))
    #expect(try study.train(configuration("three.safetensors", threads: 3)) == whole)

    var stopped = try configuration("stopped.safetensors")
    let seen = StepCounter()
    expectError(.cancelled, "--resume") {
      try Trainer(stopped).train(
        isCancelled: { seen.count > 3 },
        onEvent: { if case .fittingNovelty = $0 { seen.add() } })
    }
    #expect(!study.folder.has("stopped.safetensors"))
    #expect(study.folder.has("stopped.safetensors.checkpoint"))
    stopped.resumes = true
    #expect(try study.train(stopped) == whole)
  }

  @Test func withoutAPolicyOrImagesThereIsNoDetector() throws {
    var without = try configuration("without.safetensors")
    without.novelty = nil
    let file = try Safetensors(study.train(without))
    #expect(file.tensor(named: "novelty") == nil)
    #expect(try ScreeningModel(modelFile: file.bytes).novelty == nil)
    let text = String(decoding: try #require(file.metadata(ModelMetadata.key)), as: UTF8.self)
    #expect(text.contains("\"format\":1") && !text.contains("novelty"))

    var few = try configuration("few.safetensors")
    few.split = Split(train: Array(0..<60), validation: Array(60..<100), test: [])
    #expect(try Trainer(few).train().metadata.novelty == nil)
  }

  @Test func offersChangeTheDetectorAndNothingElse() throws {
    let file = try Safetensors(study.train(configuration("offer.safetensors")))
    let offer = try ModelOffer(file)
    #expect(offer.tellsNovelty)
    let logits = try ValidationLogits.madeUp
    let decisions = try ModelDecisions(on: logits)
    func model(_ change: NoveltyChange) throws -> (ScreeningModel, Safetensors, ModelMetadata) {
      let bytes = try offer.bytes(decisions: decisions, novelty: change)
      let file = try Safetensors(bytes)
      let json = try #require(file.metadata(ModelMetadata.key))
      return (
        try ScreeningModel(modelFile: bytes), file,
        try JSONDecoder().decode(ModelMetadata.self, from: Data(json))
      )
    }
    let before = try ScreeningModel(modelFile: file.bytes).novelty
    let kept = try model(.keep)
    #expect(kept.0.novelty == before && kept.2.format == 3 && kept.2.calibration != nil)

    let limit = try #require(
      ModelMetadata.Novelty.Limit(of: [1, 2, 7], by: .standard, chosenOn: "elsewhere"))
    let limited = try model(.limit(limit))
    #expect(limited.0.novelty?.limit == 7 && limited.0.novelty?.numbers == before?.numbers)
    #expect(limited.2.novelty?.limit == limit && limited.2.novelty?.fittedImages == 60)

    let removed = try model(.remove)
    #expect(removed.0.novelty == nil && removed.2.format == 2 && removed.2.novelty == nil)
    #expect(removed.1.tensor(named: "novelty") == nil)
    #expect(removed.1.tensors.count == file.tensors.count - 1)

    // A model that never had one is taught.
    let bare = try ScreeningModel(modelFile: removed.1.bytes)
    let records = try Manifest.load(directory: study.folder.path).records
    let fitter = NoveltyFitter(of: bare, weights: removed.1, policy: .standard, threads: 2)
    let fitted = try #require(
      try fitter.fit(
        to: .init(Array(records[..<60]), name: "training"),
        limitedBy: .init(Array(records[60..<115]), name: "validation"), isCancelled: { false },
        onEvent: { _ in }))
    #expect(fitted.detector == before)
    let taught = try ModelOffer(removed.1).bytes(
      decisions: decisions, novelty: .replace(fitted))
    #expect(taught == (try offer.bytes(decisions: decisions, novelty: .keep)))
  }
}

extension RGBImage {
  /// Black and white.
  fileprivate static var stripes: RGBImage {
    var image = RGBImage(width: 200, height: 200)
    for y in 0..<200 {
      for x in 0..<200 { image[x, y] = SIMD3(repeating: (x + y) / 12 % 2 == 0 ? 0 : 255) }
    }
    return image
  }

  /// Lines of dark blots of several widths on white, as text has.
  fileprivate static var page: RGBImage {
    var generator = SeededGenerator(seed: 5)
    var image = RGBImage(width: 220, height: 220, fill: SIMD3(repeating: 245))
    for line in stride(from: 10, to: 205, by: 12) {
      var x = 8
      while x < 205 {
        let width = 2 + generator.next(below: 4)
        for y in line..<line + 7 {
          for column in x..<x + width where (y + column) % 3 != 0 {
            image[column, y] = SIMD3(repeating: 30)
          }
        }
        x += width + 1 + (generator.next(below: 5) == 0 ? 5 : 1)
      }
    }
    return image
  }
}

extension ValidationLogits {
  /// Twenty images of both classes.
  fileprivate static var madeUp: ValidationLogits {
    get throws {
      try ValidationLogits(
        logits: (0..<20).map { Float($0 * 7 % 10) / 10 + ($0 % 3 == 0 ? 0.4 : 0) },
        labels: (0..<20).map { $0 % 3 == 0 },
        patients: [String?](repeating: nil, count: 20))
    }
  }
}
