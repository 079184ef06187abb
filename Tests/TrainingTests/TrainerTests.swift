import Dataset
import Foundation
import NeuralNetwork
import Testing
import Training

@Suite("Training")
struct TrainerTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  @Test func bytesDependOnNeitherThreadsNorMemory() throws {
    let expected = try WholeTraining.shared().bytes
    var configuration = try study.configuration()
    configuration.threads = 1
    configuration.memoryBudget = 0
    #expect(try study.train(configuration) == expected)
    configuration.threads = 5
    // Room for some of the kept features, but not for all.
    configuration.memoryBudget = 4 * 5 * 5184 * 4
    #expect(try study.train(configuration) == expected)
  }

  @Test func everyRandomNumberFollowsFromTheSeed() throws {
    var configuration = try study.configuration()
    configuration.seed = 5
    #expect(try study.train(configuration) != WholeTraining.shared().bytes)
  }

  /// Without augmentation the training images' features are computed once; how many are kept does
  /// not show.
  @Test func keptFeaturesAreThoseComputedAnew() throws {
    var configuration = try study.configuration()
    configuration.recipe = SmallStudy.recipe.without(.augmentation)
    let expected = try study.train(configuration)
    configuration.memoryBudget = 0
    #expect(try study.train(configuration) == expected)
  }

  @Test(arguments: Recipe.Element.allCases)
  func everyElementCanBeSwitchedOff(element: Recipe.Element) throws {
    var configuration = try study.configuration()
    configuration.recipe = SmallStudy.recipe.without(element)
    let model = try Trainer(configuration).train()
    let whole = try Safetensors(WholeTraining.shared().bytes)
    let other = try Safetensors(study.folder.bytes("model.safetensors"))
    let name = "head.dense1.kernel"
    #expect(other.floats(named: name) != whole.floats(named: name))
    #expect(model.metadata.training.recipe.name == "small without \(element.rawValue)")
  }

  @Test func onlyTheModelAndItsLogAreLeft() throws {
    let before = Set(study.folder.names)
    let model = try Trainer(study.configuration()).train()
    let added = Set(study.folder.names).subtracting(before)
    #expect(added == ["model.safetensors", "model.safetensors.log.jsonl"])
    #expect(model.log.map(\.epoch) == [1, 2, 3])
    let lines = String(
      decoding: try study.folder.bytes("model.safetensors.log.jsonl"), as: UTF8.self
    )
    .split(separator: "\n")
    let records = try lines.map { try JSONDecoder().decode(EpochRecord.self, from: Data($0.utf8)) }
    #expect(records == model.log)
  }

  @Test func bestEpochIsKept() throws {
    var configuration = try study.configuration()
    configuration.recipe.learningRate = 3e-3
    configuration.recipe.epochs = 6
    let model = try Trainer(configuration).train()
    let best = try #require(model.log.map(\.validationAUC).max())
    #expect(model.metadata.training.validationAUC == best)
    let first = try #require(model.log.first { $0.validationAUC == best })
    #expect(model.metadata.training.bestEpoch == first.epoch)
    #expect(model.validation.areaUnderROC == best)
    #expect(model.log.filter(\.isBest).last?.epoch == first.epoch)
  }

  @Test func brokenImagesAreNamedAndLeftOut() throws {
    try study.folder.write([1, 2, 3], to: "images/lesion3.png")
    try study.folder.write([], to: "images/lesion30.png")
    let model = try Trainer(study.configuration()).train()
    #expect(
      model.unusable.map { ($0.path as NSString).lastPathComponent }
        == ["lesion3.png", "lesion30.png"])
    #expect(model.metadata.training.trainingImages == 23)
    #expect(model.metadata.training.validationImages == 11)
    #expect(model.validation.count == 11)
  }

  @Test func oneClassAloneIsRefused() throws {
    var configuration = try study.configuration()
    let benign = (0..<36).filter { !SmallStudy.isMalignant($0) }
    configuration.split = Split(train: benign, validation: SmallStudy.split.validation, test: [])
    expectError(.unusableData, "training part") { try Trainer(configuration).train() }
    configuration.split = Split(
      train: SmallStudy.split.train, validation: benign.filter { $0 >= 24 }, test: [])
    expectError(.unusableData, "validation part") { try Trainer(configuration).train() }
  }

  @Test func badPlacesForTheModelAreRefusedFirst() throws {
    try study.folder.makeFolder("folder")
    for (output, part) in [
      ("missing/model.safetensors", "no such file or directory. Create the folder first"),
      ("folder", "it is a folder"), ("images/lesion0.png/model", "not a directory"),
    ] {
      let configuration = try study.configuration(output: output)
      expectError(.unwritable, part) { try Trainer(configuration).train() }
    }
  }

  @Test func badBackbonesAreRefused() throws {
    let configuration = try study.configuration()
    let name = "backbone.safetensors"
    let bytes = try study.folder.bytes(name)
    try study.folder.write(Array(bytes.dropLast()), to: name)
    expectError(.unusableBackbone, name) { try Trainer(configuration).train() }
    var other = SafetensorsWriter()
    other.add(name: "encoder.weight", shape: [1], floats: [1])
    try study.folder.write(other.serialized(), to: name)
    expectError(.unusableBackbone, "cannot be used") { try Trainer(configuration).train() }
    other.add(name: "features.0.0.weight", shape: [1], floats: [1])
    try study.folder.write(other.serialized(), to: name)
    expectError(.unusableBackbone, "cannot be used") { try Trainer(configuration).train() }
  }

  @Test func badRecipesAreRefused() throws {
    let faults: [(inout Recipe) -> Void] = [
      { $0.epochs = 0 }, { $0.batchSize = 0 }, { $0.learningRate = 0 }, { $0.learningRate = .nan },
      { $0.momentum = 1 }, { $0.loss.gamma = -1 }, { $0.loss.benignWeight = 0 },
    ]
    for fault in faults {
      var recipe = Recipe.paper
      fault(&recipe)
      #expect(throws: TrainingError.self) { try recipe.validate() }
    }
    try Recipe.paper.validate()
  }

  @Test func divergenceIsReported() throws {
    var configuration = try study.configuration()
    configuration.recipe.learningRate = 1e30
    expectError(.diverged, "smaller learning rate") { try Trainer(configuration).train() }
    #expect(!study.folder.has("model.safetensors"))
  }
}
