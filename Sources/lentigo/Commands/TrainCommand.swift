import ArgumentParser
import Dataset
import Foundation
import Training

/// `lentigo train`: from labelled images to one model file.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a classifier on labelled images.",
    discussion: """
      Prints a row an epoch and keeps the epoch with the best validation AUC. After every epoch, and \
      on Ctrl-C, a checkpoint is written beside the model; --resume goes on from there and ends with \
      the very bytes of an uninterrupted run.

      At the end, each lower precision that the processor has (bf16, int8) is measured on the validation \
      images, and the model file says in which it is offered: see `lentigo precision`.

      The test part of the split is never opened here; `lentigo evaluate` looks at it.

      Examples:
        lentigo train --data isic2020 --recipe paper --output model.safetensors \\
          --backbone-weights mobilenet_v3_small.safetensors
        lentigo train --data isic2020 --folds folds.csv --test-fold 3 --seed 1 \\
          --output model.safetensors \\
          --backbone-weights mobilenet_v3_small.safetensors
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var split: SplitOptions
  @OptionGroup var recipe: RecipeOptions

  @Option(help: ArgumentHelp("The model file to write.", valueName: "file"))
  var output: String

  @OptionGroup var backbone: BackboneOptions

  @Option(help: "Every random choice follows from it: same seed and data, same bytes.")
  var seed: UInt64 = 0

  @Flag(help: "Go on with the checkpoint that an interrupted training left beside the model.")
  var resume = false

  @OptionGroup var threads: ThreadsOption

  @Option(
    help: ArgumentHelp(
      "Memory for decoded images, in MiB; what does not fit lies in a temporary file.",
      valueName: "MiB"))
  var memory: Int = 768

  @Flag(help: "Print one JSON object an epoch, and one for the model, instead of a table.")
  var json = false

  func validate() throws {
    guard (16...1_048_576).contains(memory) else {
      throw ValidationError("--memory must be 16 to 1,048,576 MiB")
    }
  }

  func run() throws {
    Interrupt.listen()
    // A reader of the table that goes (`| head`) must not end a training that may take hours.
    signal(SIGPIPE, SIG_IGN)
    let manifest = try data.manifest()
    let method = try split.method()
    let parts = try Split.make(manifest.records, method: method, seed: seed)
    reportFlaws(of: parts, among: manifest.records)
    let configuration = TrainingConfiguration(
      manifest: manifest, split: parts,
      splitDescription: split.words, dataName: URL(fileURLWithPath: data.name).lastPathComponent,
      recipe: recipe.chosen(), architecture: backbone.backbone.value,
      backboneWeights: try backbone.weights(),
      output: output, seed: seed, resumes: resume, threads: threads.threads,
      memoryBudget: memory << 20, instructionSet: try InstructionSetChoice.current())
    let display = TrainingDisplay(
      configuration, printsJSON: json, dataWords: data.words)
    defer { display.clear() }
    let model = try Trainer(configuration).train(
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    display.finish(model)
    if !model.unusable.isEmpty || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  /// What a reader of the figures must know about the split.
  private func reportFlaws(of parts: Split, among records: [LesionRecord]) {
    for warning in parts.leaks(among: records).warnings { StandardError.report(warning) }
    if !parts.unassigned.isEmpty {
      StandardError.report(
        "\(Numbers.grouped(parts.unassigned.count)) images are in no fold: they take no part in the "
          + "training, and `evaluate` counts them as test images")
    }
  }
}
