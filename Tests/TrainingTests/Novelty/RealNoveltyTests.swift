import Dataset
import Foundation
import ImageCodec
import NeuralNetwork
import Screening
import TestSupport
import Testing
import Training

/// Real lesions and real pictures of other things, seen by torchvision's pretrained network.
@Suite("Real pictures without a lesion")
struct RealNoveltyTests {
  private static let weights = SharedData.path("weights/mobilenet_v3_small.torchvision.safetensors")
  private static let isHere =
    weights != nil && SharedData.path("data/isic2020/train.csv") != nil
    && SharedData.path("data/bad_inputs/manifest.csv") != nil

  @Test(.enabled(if: isHere, "needs the shared weights, ISIC 2020 and bad_inputs"))
  func photographsOfOtherThingsAreRefused() throws {
    let data = try #require(SharedData.path("data/isic2020"))
    let records = try Manifest.load(directory: data).records
    // Patients stay on one side.
    let parts = try Split.make(
      records, method: .patient(fractions: SplitFractions(train: 1, validation: 1, test: 1)),
      seed: 1)
    func some(_ part: [Int], _ count: Int) -> [LesionRecord] {
      part.prefix(count).map { records[$0] }
    }
    let file = try Safetensors(Self.model())
    let plain = try ScreeningModel(modelFile: file.bytes)
    let fitted = try #require(
      try NoveltyFitter(of: plain, weights: file, policy: .standard).fit(
        to: .init(some(parts.train, 300), name: "training"),
        limitedBy: .init(some(parts.validation, 200), name: "validation"),
        isCancelled: { false }, onEvent: { _ in }))
    let bytes = try ModelOffer(file).bytes(
      decisions: ModelDecisions(
        on: ValidationLogits(
          logits: [-1, 0, 1, 2], labels: [false, true, false, true],
          patients: [nil, nil, nil, nil])), novelty: .replace(fitted))
    let scorer = BatchScorer(try ScreeningModel(modelFile: bytes))
    func refused(_ files: [String]) throws -> [String] {
      try scorer.score(files).filter { try #require($0.novelty) > fitted.detector.limit }
        .map(\.path)
    }

    let lesions = some(parts.test, 300).map(\.path)
    let falsely = try refused(lesions)
    print("real lesions taken for something else: \(falsely.count) of \(lesions.count)")
    #expect(falsely.count <= lesions.count / 20)

    let folder = try #require(SharedData.path("data/bad_inputs"))
    let others = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("photo_") }.sorted().map { "\(folder)/\($0)" }
    let found = try refused(others)
    print("pictures of other things refused: \(found.count) of \(others.count)")
    #expect(others.count >= 28 && found.count >= others.count - 1)
  }

  /// The pretrained backbone under a head that has learnt nothing.
  private static func model() throws -> [UInt8] {
    let path = try #require(weights)
    let backbone = try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    var writer = SafetensorsWriter()
    for parameter in Network.classifier(.mobileNetV3Small, origin: .torchvision).parameters {
      writer.add(
        name: parameter.name, shape: parameter.shape,
        floats: backbone.floats(named: parameter.name) ?? GeneratedWeights.floats(parameter))
    }
    let metadata = """
      {"format":1,"architecture":"mobilenet-v3-small","weights":"torchvision",\
      "preprocessing":{"width":224,"height":224,"mode":"squash"},\
      "operating_point":{"threshold":0.5}}
      """
    writer.setMetadata("lentigo", Array(metadata.utf8))
    return writer.serialized()
  }
}
