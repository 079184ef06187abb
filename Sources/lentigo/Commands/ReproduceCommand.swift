import ArgumentParser
import Dataset
import Foundation
import NeuralNetwork
import PretrainedWeights
import Reproduction
import Training

/// `lentigo reproduce`: everything that the paper reports, in one report.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run the whole paper: every row of Table 2, every figure, one report.",
    discussion: """
      Fits the radiomics baseline, trains and tests each network by the paper's recipe, leaves the \
      recipe's elements out one by one, tests MobileNetV3-Small on a split by patient as well, and \
      writes one report that can be held beside the paper. VGG16, which takes longest, comes last.

      The report is written anew after every stage. Ctrl-C (or a power cut) loses seconds of work: \
      the same command goes on where it was, and ends in the same numbers (times aside) on the same \
      kind of processor and system.

      A folder holds one reproduction: a run with other data, weights, seed or recipe is refused there \
      unless --overwrite says that what no longer holds may be replaced.

      The recipe's options are those of `lentigo train`; the ablation then leaves elements out of the \
      recipe that they give.

      A network whose weights are not installed keeps its row, with its size and speed: \
      `lentigo weights list` shows how to get them.

      The output folder gets report.html, report.md, report.json, figures/, models/ with every \
      trained model, and stages/, which holds what is finished.

      Examples:
        lentigo reproduce --data isic2020 --output reproduction
        lentigo reproduce --data isic2020 --weights weights --output quick \\
          --epochs 2 --networks mobilenet-v3-small,efficientnetv2-b0

      Without real images, in two minutes:
        lentigo dataset synthesize --count 300 --output lesions
        lentigo reproduce --data lesions --weights Models --output trial --epochs 2
      """)

  @OptionGroup var data: DataOptions

  @Option(
    help: ArgumentHelp(
      "The folder of pretrained weights. (default: where `lentigo weights fetch` puts them)",
      discussion: "Files are recognised by the tensors in them, whatever they are called.",
      valueName: "dir"))
  var weights: String?

  @Option(
    help: ArgumentHelp("The folder for the report, the models and the state.", valueName: "dir"))
  var output: String

  @Option(help: "Every random choice follows from it: same seed and data, same numbers.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "60/20/20 at random, as the paper did, or by patient.",
      discussion: """
        `random` has images of one patient on several sides, which flatters the test; \
        MobileNetV3-Small is therefore tested by patient too, whatever is chosen here.
        """))
  var split: SplitOptions.Grouping = .random

  @Option(
    help: ArgumentHelp(
      "The networks to run, with commas between them. (default: all four)",
      discussion: "The ablation and the run by patient belong to mobilenet-v3-small.",
      valueName: "names"))
  var networks: NetworkList?

  @OptionGroup var recipe: RecipeOptions

  @Option(
    help: ArgumentHelp("Images that the baseline is fitted on at most.", valueName: "n"))
  var examples: Int = 5000

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Replace results of other data, weights, seeds or recipes in the output folder.")
  var overwrite = false

  @Flag(help: "Print one JSON object a stage, and the report at the end, instead of a table.")
  var json = false

  func validate() throws {
    guard (10...100_000).contains(examples) else {
      throw ValidationError("--examples must be 10 to 100,000")
    }
  }

  func run() throws {
    Interrupt.listen()
    // A reader of the table that goes (`| head`) must not end a run that may take hours.
    signal(SIGPIPE, SIG_IGN)
    let instructionSet = try InstructionSetChoice.current()
    try OutputFolder.make(output)
    let manifest = try data.manifest()
    let configuration = ReproductionConfiguration(
      manifest: manifest, dataName: data.name,
      weightsDirectory: weights ?? WeightStore.standardDirectory, output: output, seed: seed,
      grouping: split == .patient ? .patient : .image,
      networks: networks?.architectures ?? Architecture.allCases, recipe: recipe.chosen(),
      exampleLimit: examples, threads: threads.threads, memoryBudget: memory.byteCount,
      instructionSet: instructionSet, overwrites: overwrite, command: words)
    let display = ReproductionDisplay(printsJSON: json)
    defer { display.clear() }
    let report = try Reproducer(configuration).run(
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    display.finish(report, folder: output)
    if !report.failures.isEmpty || report.data.unusable > 0 || manifest.leavesRowsOut {
      throw CommandStatus.someInputFailed
    }
  }

  /// The command line that makes the report again.
  private var words: String {
    var words = ["lentigo reproduce", data.words]
    if let weights { words.append("--weights \(ShellWord.quoted(weights))") }
    words.append("--output \(ShellWord.quoted(output)) --seed \(seed) --split \(split.rawValue)")
    if let networks { words.append("--networks \(networks.names)") }
    if !recipe.words.isEmpty { words.append(recipe.words) }
    if examples != 5000 { words.append("--examples \(examples)") }
    return words.joined(separator: " ")
  }
}
