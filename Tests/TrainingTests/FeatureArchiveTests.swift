import Foundation
import Synchronization
import Testing
import Training

/// Features on disk save time and change nothing.
@Suite("Feature archive")
struct FeatureArchiveTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  private func archive(budget: Int = 1 << 30) -> FeatureArchive {
    FeatureArchive(
      directory: study.folder.file("features"), diskBudget: budget, rowsInBlock: 8)
  }

  private func configuration(
    _ archive: FeatureArchive, output: String = "model.safetensors", keeps: Bool = true
  ) throws -> TrainingConfiguration {
    var configuration = try study.configuration(output: output)
    configuration.workspace = TrainingWorkspace(archive: archive)
    configuration.keepsAugmentedFeatures = keeps
    return configuration
  }

  private var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: study.folder.file("features"))) ?? []
  }

  @Test func modelHasTheSameBytesWithAndWithout() throws {
    let whole = try WholeTraining.shared().bytes
    let archive = archive()
    #expect(try study.train(configuration(archive)) == whole)
    // 12 validation rows in 2 files, and 27 drawn rows of each of 3 epochs in 4.
    #expect(files.count == 2 + 3 * 4)
    #expect(archive.readCount == 0)
    #expect(try study.train(configuration(archive)) == whole)
    #expect(archive.readCount == 2 + 3 * 4)
  }

  /// Another loss sees the same pictures; another draw, seed or policy does not.
  @Test func onlyTheSameStreamIsTaken() throws {
    let archive = archive()
    var first = try configuration(archive)
    first.recipe.epochs = 1
    _ = try study.train(first)
    func reads(_ change: (inout TrainingConfiguration) -> Void) throws -> Int {
      var other = try configuration(archive, output: "other", keeps: false)
      other.recipe.epochs = 1
      change(&other)
      let alone = try TrainingConfiguration.withoutWorkspace(other)
      let before = archive.readCount
      let shared = try study.train(other)
      let count = archive.readCount - before
      #expect(try study.train(alone) == shared)
      return count
    }
    #expect(try reads { $0.recipe = $0.recipe.without(.focus).without(.classWeights) } == 6)
    #expect(try reads { $0.recipe = $0.recipe.without(.balance) } == 2)
    #expect(try reads { $0.seed = 5 } == 2)
    #expect(try reads { $0.recipe.augmentation.brightness = 1...1.1 } == 2)
  }

  /// Unaugmented training images go through the backbone once for all trainings and epochs, whether
  /// or not they fit into memory.
  @Test(arguments: [768 << 20, 400 << 10])
  func unaugmentedFeaturesAreKeptOnce(memory: Int) throws {
    let archive = archive()
    var plain = try configuration(archive, keeps: false)
    plain.recipe = plain.recipe.without(.augmentation)
    plain.memoryBudget = memory
    let alone = try study.train(TrainingConfiguration.withoutWorkspace(plain))
    #expect(try study.train(plain) == alone)
    #expect(files.count == 2 + 3)
    #expect(try study.train(plain) == alone)
    #expect(archive.readCount == 5)
  }

  @Test func damagedFilesAreComputedAnew() throws {
    let archive = archive()
    _ = try study.train(configuration(archive))
    for (index, name) in files.sorted().enumerated() {
      var bytes = try study.folder.bytes("features/\(name)")
      switch index % 4 {
      case 0: bytes[bytes.count / 2] ^= 1
      case 1: bytes.removeLast(3)
      case 2: bytes[16] ^= 1
      default: bytes = []
      }
      try study.folder.write(bytes, to: "features/\(name)")
    }
    #expect(try study.train(configuration(archive)) == WholeTraining.shared().bytes)
    #expect(archive.readCount == 0)
    #expect(try study.train(configuration(archive)) == WholeTraining.shared().bytes)
    #expect(archive.readCount == files.count)
  }

  @Test(arguments: [4, 16])
  func interruptedTrainingsUseWhatIsThere(steps: Int) throws {
    let archive = archive()
    _ = try study.interrupt(configuration(archive), afterSteps: steps)
    var resumed = try configuration(archive)
    resumed.resumes = true
    #expect(try study.train(resumed) == WholeTraining.shared().bytes)
    #expect(archive.readCount >= 2)
    let name = try #require(files.first)
    #expect(try study.folder.bytes("features/\(name)").count > 48)
    archive.remove()
    #expect(!study.folder.has("features"))
  }

  @Test func diskBudgetIsKept() throws {
    let row = 5184 * 4
    let archive = archive(budget: 20 * row)
    #expect(try study.train(configuration(archive)) == WholeTraining.shared().bytes)
    // Both validation blocks, and of the others what happens to fit.
    #expect(archive.usedByteCount <= 20 * row && (2..<14).contains(files.count))
    #expect(try study.train(configuration(archive)) == WholeTraining.shared().bytes)
  }

  /// Rows that neither memory nor disk takes are not computed in advance, only to be thrown away.
  @Test func withMemoryAndDiskFullNothingIsComputedInVain() throws {
    var plain = try configuration(archive(budget: 4 * 5184 * 4), keeps: false)
    plain.recipe = plain.recipe.without(.augmentation)
    plain.memoryBudget = 400 << 10
    let prepared = Mutex((done: 0, total: 0))
    _ = try Trainer(plain).train(onEvent: { event in
      guard case .preparing(let done, let total) = event else { return }
      prepared.withLock { $0 = (max($0.done, done), total) }
    })
    let (done, total) = prepared.withLock { $0 }
    #expect((1...16).contains(done) && total > 24)
    #expect(
      try study.folder.bytes("model.safetensors")
        == study.train(TrainingConfiguration.withoutWorkspace(plain)))
  }

  @Test func aFolderThatCannotBeWrittenDoesNoHarm() throws {
    let archive = FeatureArchive(directory: study.folder.file("no/where"))
    #expect(try study.train(configuration(archive)) == WholeTraining.shared().bytes)
    #expect(archive.usedByteCount == 0)
  }
}

extension TrainingConfiguration {
  /// The same training with nothing to share.
  fileprivate static func withoutWorkspace(
    _ configuration: TrainingConfiguration
  ) throws -> TrainingConfiguration {
    var alone = configuration
    alone.workspace = nil
    return alone
  }
}
