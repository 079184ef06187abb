import Dataset
import Foundation
import NeuralNetwork
import Testing
import Training

/// An interrupted training ends in the same bytes as one that ran through.
@Suite("Resuming")
struct ResumeTests {
  private let study: SmallStudy
  private let checkpoint = "model.safetensors.checkpoint"

  init() throws { study = try SmallStudy() }

  /// 24 training images, 6 of them malignant: 18 + 9 drawn, in 7 steps an epoch.
  @Test(arguments: [1, 4, 7, 8, 14, 20, 21])
  func endsInTheSameBytes(steps: Int) throws {
    let whole = try WholeTraining.shared()
    var configuration = try study.configuration()
    let error = try #require(try study.interrupt(configuration, afterSteps: steps))
    #expect(error.code == .cancelled)
    #expect(study.folder.has(checkpoint) && !study.folder.has("model.safetensors"))

    configuration.resumes = true
    configuration.threads = 1
    let resumed = try Trainer(configuration).train()
    #expect(try study.folder.bytes("model.safetensors") == whole.bytes)
    #expect(!study.folder.has(checkpoint))
    #expect(resumed.log.map(timeless) == whole.model.log.map(timeless))
  }

  @Test func manyInterruptionsAddUp() throws {
    var configuration = try study.configuration()
    configuration.resumes = true
    var interruptions = 0
    while try study.interrupt(configuration, afterSteps: 3) != nil { interruptions += 1 }
    #expect(interruptions == 7)
    #expect(try study.folder.bytes("model.safetensors") == WholeTraining.shared().bytes)
    #expect(try logLines().count == 3)
  }

  /// As after a crash between the log and the next checkpoint.
  @Test func logIsCutBackToTheCheckpoint() throws {
    var configuration = try study.configuration()
    _ = try study.interrupt(configuration, afterSteps: 9)
    let log = "model.safetensors.log.jsonl"
    let bytes = try study.folder.bytes(log)
    try study.folder.write(bytes + bytes + Array("{\"epoch\":".utf8), to: log)
    configuration.resumes = true
    _ = try Trainer(configuration).train()
    let records = try logLines().map {
      try JSONDecoder().decode(EpochRecord.self, from: Data($0.utf8))
    }
    #expect(records.map(\.epoch) == [1, 2, 3])
  }

  @Test func cancelledWhileLoadingLeavesNothing() throws {
    let before = study.folder.names
    let configuration = try study.configuration()
    #expect(try study.interrupt(configuration, afterSteps: 0)?.code == .cancelled)
    #expect(study.folder.names == before)
  }

  @Test func withoutCheckpointItStartsAnew() throws {
    var configuration = try study.configuration()
    configuration.resumes = true
    #expect(try study.train(configuration) == WholeTraining.shared().bytes)
  }

  @Test func anotherTrainingIsRefusedAndNamed() throws {
    let configuration = try study.configuration()
    _ = try study.interrupt(configuration, afterSteps: 2)
    let saved = try study.folder.bytes(checkpoint)
    func expectRefusal(_ part: String, _ change: (inout TrainingConfiguration) -> Void) {
      var other = configuration
      other.resumes = true
      change(&other)
      expectError(.mismatchedCheckpoint, part) { try Trainer(other).train() }
    }
    expectRefusal("the seed was 4 and is now 6") { $0.seed = 6 }
    expectRefusal("epochs was 3 and is now 9") { $0.recipe.epochs = 9 }
    expectRefusal("gamma was 2.0 and is now 0.0") { $0.recipe.loss.gamma = 0 }
    expectRefusal("the augmentation has changed") { $0.recipe.augmentation = .none }
    expectRefusal("the resize mode was squash") { $0.resizeMode = .centerCrop }
    expectRefusal("the operating point's rule") { $0.operatingPointRule = .youden }
    expectRefusal("the split was by hand and is now patient") { $0.splitDescription = "patient" }
    expectRefusal("the images, their labels or their patients have changed") {
      $0.split = Split(train: Array(1..<25), validation: [0] + Array(25..<36), test: [])
    }
    expectRefusal("the number of training images was 24 and is now 23") {
      $0.split = Split(train: Array(0..<23), validation: Array(24..<36), test: [])
    }
    expectRefusal("the data set's name was small and is now other") { $0.dataName = "other" }
    if InstructionSet.best != .scalar {
      expectRefusal("and is now scalar") { $0.instructionSet = .scalar }
    }
    let table = try study.folder.bytes("train.csv")
    let patients = String(decoding: table, as: UTF8.self)
      .replacing("lesion0,patient0,", with: "lesion0,patient99,")
    try study.folder.write(Array(patients.utf8), to: "train.csv")
    let manifest = try Manifest.load(directory: study.folder.path)
    expectRefusal("the images, their labels or their patients have changed") {
      $0.manifest = manifest
    }
    try study.folder.write(RandomBackbone.file(seed: 2), to: "backbone.safetensors")
    expectRefusal("the backbone's weights are not the same") { _ in }
    try study.folder.write(RandomBackbone.file(seed: 1), to: "backbone.safetensors")
    let picture = try study.folder.bytes("images/lesion2.png")
    try study.folder.write(picture, to: "images/lesion3.png")
    expectRefusal("the images, their labels or their patients have changed") { _ in }
    #expect(try study.folder.bytes(checkpoint) == saved)
  }

  @Test func damagedCheckpointsAreRefused() throws {
    var configuration = try study.configuration()
    _ = try study.interrupt(configuration, afterSteps: 9)
    configuration.resumes = true
    let good = try study.folder.bytes(checkpoint)
    func expectRefusal(_ bytes: [UInt8]) throws {
      try study.folder.write(bytes, to: checkpoint)
      expectError(.corruptCheckpoint, checkpoint) { try Trainer(configuration).train() }
    }
    for length in [0, 7, 8, 100, 2_000, good.count / 2, good.count - 1] {
      try expectRefusal(Array(good[..<length]))
    }
    try expectRefusal(good + [0])
    // One bit in the header's text, in the weights, the velocity and the best weights.
    for offset in [700, 20_000, good.count / 2, good.count - 1] {
      var bytes = good
      bytes[offset] ^= 1
      try expectRefusal(bytes)
    }
    // A size that no head has, which would overflow on the way to its tensors.
    let file = try Safetensors(good)
    let metadata = try #require(file.metadata("lentigo.checkpoint"))
    let json = String(decoding: metadata, as: UTF8.self)
    #expect(json.contains("\"inputCount\":5184"))
    for count in [Int.max, Int.max / 128, 1_000_001, 0, -1, .min] {
      var writer = SafetensorsWriter()
      let hostile = json.replacing("\"inputCount\":5184", with: "\"inputCount\":\(count)")
      writer.setMetadata("lentigo.checkpoint", Array(hostile.utf8))
      writer.setMetadata("lentigo.fingerprint", Array("0".utf8))
      try expectRefusal(writer.serialized())
    }
    try study.folder.write(good, to: checkpoint)
    _ = try Trainer(configuration).train()
  }

  private func logLines() throws -> [Substring] {
    String(decoding: try study.folder.bytes("model.safetensors.log.jsonl"), as: UTF8.self)
      .split(separator: "\n")
  }

  /// A record's figures without those that depend on the clock.
  private func timeless(_ record: EpochRecord) -> [Double] {
    [
      Double(record.epoch), record.trainLoss, record.validationAUC,
      record.validationAveragePrecision, record.recallAtHalf, record.specificityAtHalf,
      record.threshold, record.recallAtThreshold, record.specificityAtThreshold,
      record.learningRate, record.isBest ? 1 : 0,
    ]
  }
}
