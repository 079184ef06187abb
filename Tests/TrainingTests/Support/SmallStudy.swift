import Dataset
import Foundation
import ImageCodec
import LesionImage
import Synchronization
import Training

/// A data set of 44 small pictures, a backbone that has learnt nothing, and a short recipe: enough
/// for a whole training in a second.
struct SmallStudy {
  static let imageCount = 44
  let folder: TemporaryFolder

  /// - Parameter count: pictures; a configuration of another split is the caller's then.
  init(backboneSeed: UInt64 = 1, count: Int = imageCount) throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("images")
    var table = "image_name,patient_id,target\n"
    for index in 0..<count {
      let isMalignant = Self.isMalignant(index)
      table += "\(Self.name(index)),patient\(index / 2),\(isMalignant ? 1 : 0)\n"
      try folder.write(
        try ImageCodec.encodePNG(Self.picture(index, isMalignant: isMalignant)),
        to: "images/\(Self.name(index)).png")
    }
    try folder.write(Array(table.utf8), to: "train.csv")
    try folder.write(RandomBackbone.file(seed: backboneSeed), to: "backbone.safetensors")
  }

  static func name(_ index: Int) -> String { "lesion\(index)" }
  static func isMalignant(_ index: Int) -> Bool { index % 4 == 1 }

  /// A disc on skin, darker and larger where malignant, with noise.
  private static func picture(_ index: Int, isMalignant: Bool) -> RGBImage {
    var generator = SeededGenerator(seed: 9, stream: UInt64(index))
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

  static let recipe: Recipe = {
    var recipe = Recipe.paper
    (recipe.name, recipe.epochs, recipe.batchSize, recipe.learningRate) = ("small", 3, 4, 1e-3)
    return recipe
  }()

  /// Images 0..<24 to train on, 24..<36 for validation; the rest stays unseen.
  static let split = Split(
    train: Array(0..<24), validation: Array(24..<36), test: Array(36..<imageCount))

  func configuration(output: String = "model.safetensors") throws -> TrainingConfiguration {
    TrainingConfiguration(
      manifest: try Manifest.load(directory: folder.path), split: Self.split,
      splitDescription: "by hand", dataName: "small", recipe: Self.recipe,
      backboneWeights: folder.file("backbone.safetensors"), output: folder.file(output), seed: 4,
      threads: 2)
  }

  /// Trains and returns the model's bytes.
  func train(_ configuration: TrainingConfiguration) throws -> [UInt8] {
    let model = try Trainer(configuration).train()
    return try [UInt8](Data(contentsOf: URL(fileURLWithPath: model.path)))
  }

  /// Trains until `steps` steps are taken in this run, and returns the error it ends with.
  func interrupt(
    _ configuration: TrainingConfiguration, afterSteps steps: Int
  ) throws -> TrainingError? {
    let taken = StepCounter()
    do {
      _ = try Trainer(configuration).train(
        isCancelled: { taken.count >= steps },
        onEvent: { event in
          if case .step = event { taken.add() }
        })
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
