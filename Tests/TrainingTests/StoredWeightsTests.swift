import Dataset
import Files
import Foundation
import NeuralNetwork
import Screening
import TestSupport
import Testing
import Training

@Suite("Stored weights")
struct StoredWeightsTests {
  static let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)

  static func tensors(of network: Network = network) -> [ModelTensor] {
    network.parameters.map {
      ModelTensor(name: $0.name, shape: $0.shape, floats: GeneratedWeights.floats($0))
    }
  }

  private static func logit(_ weights: StoredWeights, _ network: Network = network) throws -> Float
  {
    let plan = try ExecutionPlan(network, weights: weights.file)
    let session = InferenceSession(plan)
    for index in session.input.indices { session.input[index] = Float(index % 255) / 128 - 1 }
    return session.run()[0]
  }

  @Test func fullKeepsEveryBit() throws {
    let tensors = Self.tensors()
    let stored = try StoredWeights(tensors, of: Self.network)
    #expect(stored.tensors == tensors)
    for tensor in tensors { #expect(stored.file.floats(named: tensor.name) == tensor.floats) }
  }

  /// What the engine folds when it loads is what is folded before: the same bits come out.
  @Test(arguments: [
    (Architecture.mobileNetV3Small, WeightOrigin.torchvision), (.mobileNetV3Small, .keras),
  ])
  func foldingBeforehandChangesNoBit(architecture: Architecture, origin: WeightOrigin) throws {
    let network = Network.classifier(architecture, origin: origin)
    let tensors = Self.tensors(of: network)
    let storage = WeightStorage(number: .fp32, foldsBatchNormalization: true)
    let folded = try StoredWeights(tensors, of: network, storage: storage)
    #expect(network.isFolded(in: folded.file) && folded.tensors.count < tensors.count)
    #expect(
      try Self.logit(folded, network) == Self.logit(StoredWeights(tensors, of: network), network))
    // Folding what is folded leaves it.
    let twice = try StoredWeights(folded.tensors, of: network, storage: storage)
    #expect(twice.tensors == folded.tensors)
  }

  @Test func sixteenBitsAreMeasuredAsTheyAreStored() throws {
    let stored = try StoredWeights(Self.tensors(), of: Self.network, storage: .compact)
    #expect(stored.file.tensors.allSatisfy { $0.elementType == .f16 })
    for tensor in stored.tensors {
      #expect(stored.file.floats(named: tensor.name) == tensor.floats)
      #expect(tensor.floats.allSatisfy { HalfPrecision.bits($0).map(HalfPrecision.float) == $0 })
    }
    #expect(
      try StoredWeights(stored.tensors, of: Self.network, storage: .compact).tensors
        == stored.tensors)
  }

  @Test func numbersThatDoNotFitAreRefusedByName() throws {
    var tensors = Self.tensors()
    let last = tensors.count - 1
    tensors[last] = ModelTensor(name: tensors[last].name, shape: [1], floats: [70_000])
    expectError(.unusableModel, "head.dense2.bias") {
      try StoredWeights(tensors, of: Self.network, storage: .compact)
    }
    tensors.removeLast()
    expectError(.unusableModel, "do not fit") {
      try StoredWeights(tensors, of: Self.network, storage: .compact)
    }
  }

  /// The whole network, and the fingerprints of as many images as ISIC 2020's subset and HAM10000 have.
  @Test func aCompactModelIsSmall() throws {
    #expect(Self.network.parameterCount == 1_602_929)
    let whole = try WholeTraining.shared()
    let images = (0..<13_000).map { UInt64($0) }
    let file = ModelFile(
      weights: try StoredWeights(Self.tensors(), of: Self.network, storage: .compact),
      provenance: ModelProvenance(
        trainingImages: images, validationImages: Array(images.prefix(600)),
        trainingPatients: Array(images.prefix(600))),
      metadata: whole.model.metadata)
    let bytes = try file.serialized()
    #expect(bytes.count < 3_500_000)
    print("fp16, folded, with provenance of 14,200 entries: \(bytes.count) bytes")
    let read = try ScreeningModel(modelFile: bytes)
    #expect(read.precision == .fp32)
  }

  /// Trained weights, and lesions as the training draws them.
  @Test func sixteenBitsHardlyMoveARisk() throws {
    let whole = try WholeTraining.shared()
    let trained = try Safetensors(whole.bytes)
    let tensors = try Self.network.parameters.map { parameter in
      ModelTensor(
        name: parameter.name, shape: parameter.shape,
        floats: try #require(trained.floats(named: parameter.name)))
    }
    func model(_ storage: WeightStorage) throws -> ScreeningModel {
      try ScreeningModel(
        modelFile: ModelFile(
          weights: StoredWeights(tensors, of: Self.network, storage: storage),
          provenance: ModelProvenance(trained), metadata: whole.model.metadata
        ).serialized())
    }
    let study = try SmallStudy()
    let files = try Manifest.load(directory: study.folder.path).records.map(\.path)
    let full = try BatchScorer(model(.full)).score(files).map { try $0.score.get() }
    let half = try BatchScorer(model(.compact)).score(files).map { try $0.score.get() }
    let largest = zip(full, half).map { abs($0 - $1) }.max() ?? 1
    print("fp16 moves a risk by \(largest) at most on \(files.count) lesions")
    #expect(largest < 1e-3)
    #expect(Set(full).count > files.count / 2)
  }
}
