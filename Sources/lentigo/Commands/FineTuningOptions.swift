import ArgumentParser
import Dataset
import FineTuning
import Foundation
import TorchBackend
import Training

/// What only `--recipe finetune` knows.
struct FineTuningOptions: ParsableArguments {
  enum Storage: String, CaseIterable, ExpressibleByArgument {
    case fp32
    case fp16
  }

  @Option(
    help: ArgumentHelp(
      "Another data set, whose images all take part in the training; may be repeated.",
      discussion: """
        Left out is whatever is among the validation or test images too, by its bytes or its name in \
        the ISIC archive, or shows a lesion or patient of theirs. A data set may have a column \
        `source`, such as the clinic: the recipe balances sources.
        """,
      valueName: "dir"))
  var alsoTrain: [String] = []

  @Option(
    help: "Where `finetune` computes: `auto` takes a GPU that libtorch can use, else the processor."
  )
  var device: DeviceChoice?

  @Option(
    help: ArgumentHelp(
      "How `finetune` stores the model: fp16 folds batch norm in and takes half the room.",
      discussion: "Such a model cannot be trained further as it was. (default: fp32)"))
  var store: Storage?

  @Option(
    help: ArgumentHelp(
      "A model to train further, its head included, instead of --backbone-weights.",
      valueName: "file"))
  var initialWeights: String?

  var storage: WeightStorage { store == .fp16 ? .compact : .full }

  /// - Throws: `ValidationError` where one was given.
  func requireNone() throws {
    let given =
      (alsoTrain.isEmpty ? [] : ["--also-train"]) + (device == nil ? [] : ["--device"])
      + (store == nil ? [] : ["--store"]) + (initialWeights == nil ? [] : ["--initial-weights"])
    guard given.isEmpty else {
      throw ValidationError(
        "\(given.joined(separator: " and ")) belong\(given.count == 1 ? "s" : "") to --recipe "
          + "finetune")
    }
  }

  /// The data sets to add, with a word on every row that cannot be used.
  func additions() throws -> [TrainingData] {
    try alsoTrain.map { folder in
      let manifest = try Manifest.load(directory: folder)
      StandardError.report(
        manifest.problemLines, atMost: 10,
        rest: "more rows with problems; `lentigo dataset inspect` lists them all")
      return TrainingData(name: URL(fileURLWithPath: folder).lastPathComponent, manifest: manifest)
    }
  }
}

extension DeviceChoice: ExpressibleByArgument {}
