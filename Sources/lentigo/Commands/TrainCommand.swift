import ArgumentParser
import Dataset
import FineTuning
import Foundation
import TorchBackend
import Training

/// `lentigo train`: from labelled images to one model file.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a classifier on labelled images.",
    discussion: """
      Prints a row an epoch and keeps the epoch that the recipe names. After every epoch, every half \
      minute, and on Ctrl-C, a checkpoint is written beside the model; --resume goes on from there and \
      ends with the very bytes of an uninterrupted run (`finetune`: on the same machine with as many \
      threads).

      The recipe `paper` trains a head on a frozen backbone. The recipe `finetune` trains every layer, \
      on libtorch: `make setup-torch` installs it. Its validation scores are our own engine's.

      At the end the model learns from its training images what lesions look like, so that `diagnose` can \
      refuse text, faces or gravel; the validation images say how unlike them a picture may be. Then each \
      lower precision that the processor has (bf16, int8) is measured on the validation \
      images, and the model file says in which it is offered: see `lentigo precision`.

      Several machines: where RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT are set, as torchrun, Slurm \
      scripts and a Kubernetes PyTorchJob set them, `--recipe finetune` trains one model together with \
      the other processes (c10d: Gloo, or NCCL between GPUs; LOCAL_RANK chooses the GPU). Each \
      takes the recipe's batch of images a step; the learning rate stays as given. Rank 0 writes the files and \
      the table. A process that is silent for LENTIGO_DISTRIBUTED_TIMEOUT seconds (300) ends them all; \
      --resume goes on, with as many processes.

      The test part of the split is never opened here; `lentigo evaluate` looks at it.

      Examples:
        lentigo train --data isic2020 --recipe paper --output model.safetensors \\
          --backbone-weights mobilenet_v3_small.safetensors
        lentigo train --data isic2020 --folds folds.csv --test-fold 3 --seed 1 \\
          --output model.safetensors \\
          --backbone-weights mobilenet_v3_small.safetensors
        lentigo train --data isic2020 --folds folds.csv --test-fold 3 \\
          --also-train ham10000 --recipe finetune --output model.safetensors \\
          --backbone-weights mobilenet_v3_small.safetensors
        lentigo train --recipe finetune --print-recipe > mine.json
        torchrun --nproc-per-node 2 --no-python lentigo train --recipe finetune ...
      """)

  @OptionGroup var data: DataPlace
  @OptionGroup var split: SplitOptions
  @OptionGroup var recipe: TrainingRecipeOptions
  @OptionGroup var fineTuning: FineTuningOptions

  @Option(
    help: ArgumentHelp(
      "The model file to write; needed but for --print-recipe.", valueName: "file"))
  var output: String?

  @OptionGroup var backbone: BackboneOptions

  @Option(help: "Every random choice follows from it: same seed and data, same bytes.")
  var seed: UInt64 = 0

  @Flag(help: "Go on with the checkpoint that an interrupted training left beside the model.")
  var resume = false

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Print one JSON object an epoch, and one for the model, instead of a table.")
  var json = false

  func validate() throws {
    guard output != nil || recipe.printRecipe else {
      throw ValidationError("say where the model goes: --output FILE")
    }
    if recipe.recipe == .paper { try fineTuning.requireNone() }
    if fineTuning.initialWeights != nil, backbone.backboneWeights != nil {
      throw ValidationError(
        "give --initial-weights, a model to train further, or --backbone-weights, not both")
    }
  }

  func run() throws {
    if recipe.printRecipe { return try StandardOutput.line(recipe.text()) }
    guard let output else { return }
    let peers = try ProcessGroupSettings.fromEnvironment()
    if recipe.recipe == .paper, let peers, peers.worldSize > 1 {
      throw ValidationError(
        "WORLD_SIZE is \(peers.worldSize), but only --recipe finetune trains on several machines: the "
          + "processes would overwrite each other's model")
    }
    Interrupt.listen()
    // A reader of the table that goes (`| head`) must not end a training that may take hours.
    signal(SIGPIPE, SIG_IGN)
    let manifest = try data.manifest()
    let method = try split.method()
    let parts = try Split.make(manifest.records, method: method, seed: seed)
    if peers?.isLeader ?? true { reportFlaws(of: parts, among: manifest.records) }
    let model =
      switch recipe.recipe {
      case .paper: try trainHead(manifest, parts, output)
      case .finetune: try trainEveryLayer(manifest, parts, output, peers)
      }
    if !model.unusable.isEmpty || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  private func trainHead(
    _ manifest: Manifest, _ parts: Split, _ output: String
  ) throws -> TrainedModel {
    let configuration = TrainingConfiguration(
      manifest: manifest, split: parts, splitDescription: split.words, dataName: dataName,
      recipe: try recipe.frozen(), architecture: backbone.backbone.value,
      backboneWeights: try backbone.weights(),
      output: output, seed: seed, resumes: resume, threads: threads.threads,
      memoryBudget: memory.byteCount, instructionSet: try InstructionSetChoice.current())
    let display = display(
      recipe: configuration.recipe.name, epochs: configuration.recipe.epochs,
      log: configuration.log)
    defer { display.clear() }
    let model = try Trainer(configuration).train(
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    display.finish(model)
    return model
  }

  private func trainEveryLayer(
    _ manifest: Manifest, _ parts: Split, _ output: String, _ peers: ProcessGroupSettings?
  ) throws -> TrainedModel {
    let own = TrainingData(name: dataName, manifest: try split.withSources(manifest))
    let configuration = FineTuningConfiguration(
      data: own, split: parts, splitDescription: split.words,
      additions: try fineTuning.additions(), recipe: try recipe.finetune(),
      architecture: backbone.backbone.value,
      initialWeights: try fineTuning.initialWeights ?? backbone.weights(),
      startsFromModel: fineTuning.initialWeights != nil, output: output, seed: seed,
      resumes: resume, device: fineTuning.device ?? .auto, processGroup: peers,
      threads: threads.threads,
      memoryBudget: memory.byteCount, storage: fineTuning.storage,
      instructionSet: try InstructionSetChoice.current())
    let display = display(
      recipe: configuration.recipe.name, epochs: configuration.recipe.epochs,
      log: configuration.log)
    defer { display.clear() }
    let model = try FineTuner(configuration).train(
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    if peers?.isLeader ?? true { display.finish(model) }
    return model
  }

  /// What the model file calls the data.
  private var dataName: String { URL(fileURLWithPath: data.name).lastPathComponent }

  private func display(recipe: String, epochs: Int, log: String) -> TrainingDisplay {
    TrainingDisplay(
      title: "Training \(backbone.backbone.value) by the recipe '\(recipe)', seed \(seed), split: "
        + split.words, epochs: epochs, log: log, printsJSON: json,
      dataWords: data.words)
  }

  /// What a reader of the figures must know about the split.
  private func reportFlaws(of parts: Split, among records: [LesionRecord]) {
    for warning in parts.leaks(among: records).warnings { StandardError.report(warning) }
    if split.split == .patient, records.allSatisfy({ $0.patientID == nil && $0.lesionID == nil }) {
      StandardError.report(
        "the labels name neither patients nor lesions: pictures of one lesion may lie in several parts, "
          + "which flatters the validation and the test")
    }
    if !parts.unassigned.isEmpty {
      StandardError.report(
        "\(Numbers.grouped(parts.unassigned.count)) images are in no fold: they take no part in the "
          + "training, and `evaluate` counts them as test images")
    }
  }
}
