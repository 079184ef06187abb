import Dataset
import FineTuning
import Foundation
import ImageCodec
import LesionImage
import Synchronization
import TestSupport
import TorchBackend
import Training

/// Two data sets of small pictures, a backbone that has learnt nothing, and a short recipe: enough
/// for a whole fine-tuning in seconds.
struct LesionStudy {
  let folder: TemporaryDirectory

  init() throws {
    folder = TemporaryDirectory()
    try write("main", count: 40, seed: 9, diagnoses: ["nevus", "keratosis"])
    try write("more", count: 24, seed: 10, diagnoses: ["nevus", "angioma"])
    try Data(RandomBackbone.file()).write(to: url("backbone.safetensors"))
  }

  func url(_ name: String) -> URL { URL(fileURLWithPath: file(name)) }
  func file(_ name: String) -> String { folder.path + "/" + name }
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }
  func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: url(name))) }

  static func isMalignant(_ index: Int) -> Bool { index % 4 == 1 }

  private func write(_ name: String, count: Int, seed: UInt64, diagnoses: [String]) throws {
    try FileManager.default.createDirectory(
      atPath: file(name + "/images"), withIntermediateDirectories: true)
    var table = "image_name,patient_id,target,diagnosis\n"
    for index in 0..<count {
      let isMalignant = Self.isMalignant(index)
      let diagnosis = isMalignant ? "melanoma" : diagnoses[index % diagnoses.count]
      table += "\(name)\(index),patient\(index / 2),\(isMalignant ? 1 : 0),\(diagnosis)\n"
      let picture = Self.picture(index, seed: seed, isMalignant: isMalignant)
      try Data(ImageCodec.encodePNG(picture)).write(to: url("\(name)/images/\(name)\(index).png"))
    }
    try Data(table.utf8).write(to: url("\(name)/train.csv"))
  }

  /// A disc on skin, darker and larger where malignant, with noise.
  private static func picture(_ index: Int, seed: UInt64, isMalignant: Bool) -> RGBImage {
    var generator = SeededGenerator(seed: seed, stream: UInt64(index))
    let radius = (isMalignant ? 20 : 12) + generator.next(below: 8)
    var image = RGBImage(width: 72, height: 64)
    for y in 0..<64 {
      for x in 0..<72 {
        let isInside = (x - 36) * (x - 36) + (y - 32) * (y - 32) < radius * radius
        let base: Int = isInside ? (isMalignant ? 50 : 100) : 190
        let value = UInt8(base + generator.next(below: 40))
        image[x, y] = SIMD3(value, value / 2 + 20, value / 2)
      }
    }
    return image
  }

  /// Small, and with every element that keeps something between steps.
  static let recipe: FineTuningRecipe = {
    var recipe = FineTuningRecipe.finetune
    (recipe.name, recipe.epochs, recipe.imagesPerEpoch, recipe.batchSize) = ("small", 2, 12, 4)
    (recipe.frozenBlocks, recipe.storedSide, recipe.batchNormMomentum) = (0, 224, 0.1)
    recipe.dropout = 0.2
    recipe.balance = DrawBalance(
      malignantShare: 0.4, dataPower: 0, sourcePower: 0, diagnosisPower: 0.5)
    (recipe.optimizer.clippingNorm, recipe.optimizer.backboneScale) = (1, 0.6)
    recipe.loss.diagnosisWeight = 0.2
    recipe.averageDecay = 0.5
    recipe.distillation = nil
    recipe.augmentation = .none
    return recipe
  }()

  /// Images 0..<24 to train on, 24..<32 for validation, the rest for the test.
  static let split = Split(
    train: Array(0..<24), validation: Array(24..<32), test: Array(32..<40))

  func data(_ name: String) throws -> TrainingData {
    TrainingData(name: name, manifest: try Manifest.load(directory: file(name)))
  }

  func configuration(
    output: String = "model.safetensors", also additions: [String] = []
  ) throws -> FineTuningConfiguration {
    var configuration = FineTuningConfiguration(
      data: try data("main"), split: Self.split, splitDescription: "by hand",
      additions: try additions.map { try data($0) }, recipe: Self.recipe,
      initialWeights: file("backbone.safetensors"), output: file(output), seed: 4, device: .cpu,
      threads: 2)
    configuration.measuredPrecisions = []
    return configuration
  }

  /// Trains until `steps` steps are taken in this run, and returns the error it ends with.
  func interrupt(
    _ configuration: FineTuningConfiguration, afterSteps steps: Int
  ) -> TrainingError? {
    let counter = StepCounter()
    do {
      _ = try FineTuner(configuration).train(
        isCancelled: { counter.count >= steps },
        onEvent: { if case .fineTuningStep = $0 { counter.add() } })
      return nil
    } catch {
      return error
    }
  }
}

/// Counts steps across threads.
final class StepCounter: Sendable {
  private let value = Atomic(0)
  var count: Int { value.load(ordering: .sequentiallyConsistent) }
  func add() { value.add(1, ordering: .sequentiallyConsistent) }
}

/// Whether libtorch is installed here.
enum Torch {
  static let isHere = (try? TorchRuntime.load()) != nil
}
