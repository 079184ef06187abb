import ArgumentParser
import Dataset
import Evaluation
import Foundation
import Report
import Reproduction
import Training

/// `lentigo crossvalidate`: recipes on the same folds, each test fold opened once.
struct CrossValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossvalidate",
    abstract: "Train recipes on every fold of a data set, and compare them.",
    discussion: """
      For each fold and recipe a model is trained on the other folds, of whose patients a quarter \
      choose epoch and threshold, and the fold is opened once by the finished model. The report gives \
      every fold, the means with intervals by patient, and the paired difference of each recipe to the \
      first.

      Ctrl-C (or a power cut) loses seconds of work: the same command goes on where it was. Models, \
      scores and the report stay in the output folder, which holds one cross-validation.

      Example:
        lentigo crossvalidate --data isic2020 --folds isic2020/folds.csv --recipe paper \\
          --recipe finetune --also-train ham10000 \\
          --columns isic2020/folds.csv --by source_repo --output crossvalidation
      """)

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp("A CSV with the columns image_name and fold.", valueName: "file"))
  var folds: String

  @Option(
    help: ArgumentHelp(
      "Train and test this fold alone for now; may be repeated.",
      discussion: """
        So that several machines, or processes, share the work: each has an output folder of its own, \
        and the same command without --only-fold makes the report of all once their `models` and \
        `stages` lie in one.
        """,
      valueName: "k"))
  var onlyFold: [Int] = []

  @Option(
    help: ArgumentHelp(
      "A recipe to train by; repeat it to compare. The first is compared with.",
      discussion: """
        `paper`, `finetune`, or a file such as mine.json with a recipe of your own: what `lentigo train \
        --recipe finetune --print-recipe` prints, edited. The report calls it by the file's name.
        """,
      valueName: "name|file"))
  var recipe: [FoldRecipe] = [.paper]

  @Option(
    help: ArgumentHelp(
      "A data set whose images all take part in the training, by recipes that can mix data sets.",
      discussion: "May be repeated. The paper's recipe cannot, and is trained without.",
      valueName: "dir"))
  var alsoTrain: [String] = []

  @Option(
    help: ArgumentHelp(
      "A data set that every fold's model is tested on besides; may be repeated.",
      valueName: "dir"))
  var alsoTest: [String] = []

  @Option(help: ArgumentHelp("The folder of models, scores and report.", valueName: "dir"))
  var output: String

  @OptionGroup var subgroups: SubgroupOptions
  @OptionGroup var backbone: BackboneOptions

  @Option(help: "Every random choice follows from it.")
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "Epochs, instead of each recipe's own number; teachers have no more.", valueName: "n"))
  var epochs: Int?

  @OptionGroup var threads: ThreadsOption

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Replace results of other data, recipes or seeds in the output folder.")
  var overwrite = false

  @Flag(help: "Print one JSON object a model, and the report at the end, instead of text.")
  var json = false

  func validate() throws {
    guard Set(recipe.map(\.name)).count == recipe.count else {
      throw ValidationError("--recipe names a recipe twice, or two files with the same name")
    }
    if let epochs, !(1...10_000).contains(epochs) {
      throw ValidationError("--epochs must be 1 to 10,000")
    }
    guard subgroups.properties.count <= 1 else {
      throw ValidationError("--by takes one name here: images are compared within its groups")
    }
    if !subgroups.columns.isEmpty, subgroups.by == nil {
      throw ValidationError("--columns adds columns for --by: say by which, such as --by source")
    }
    for folders in [alsoTrain, alsoTest] {
      let names = ([data.name] + folders).map(Self.name)
      guard Set(names).count < names.count else { continue }
      throw ValidationError(
        "--data, --also-train and --also-test must name folders with different names")
    }
  }

  func run() throws {
    Interrupt.listen()
    // A reader of the text that goes (`| head`) must not end a run that may take hours.
    signal(SIGPIPE, SIG_IGN)
    let instructionSet = try InstructionSetChoice.current()
    try OutputFolder.make(output)
    let manifest = try data.manifest()
    let table = try FoldTable.load(folds)
    StandardError.report(
      table.problems.map { "\(folds), \($0)" }, atMost: 10, rest: "more rows with problems")
    let additions = try alsoTrain.map(Self.set)
    let tests = try alsoTest.map(Self.set)
    let strata = try SubgroupOptions.groups(
      subgroups.properties, of: manifest.records, tables: try subgroups.tables(of: manifest),
      labels: manifest.location.labels
    ).first
    let maker = FoldRecipeMaker(
      backbone: backbone.backbone.value, weights: try backbone.weights(), epochs: epochs,
      threads: threads.threads, memoryBudget: memory.byteCount, instructionSet: instructionSet,
      sources: try manifest.sources(inFolds: folds))
    var configuration = CrossValidationConfiguration(
      data: StudySet(name: Self.name(data.name), manifest: manifest), folds: table,
      foldsName: URL(fileURLWithPath: folds).lastPathComponent,
      recipes: try recipe.map(maker.recipe), additions: additions, alsoTest: tests,
      strata: strata, output: output, seed: seed, threads: threads.threads,
      instructionSet: instructionSet, overwrites: overwrite, command: words)
    configuration.onlyFolds = Set(onlyFold)
    let display = CrossValidationDisplay(printsJSON: json)
    defer { display.clear() }
    let report = try CrossValidator(configuration).run(
      isCancelled: { Interrupt.isRaised }, onEvent: display.show)
    display.finish(report, folder: output)
    let unreadable = report.recipes.flatMap(\.models).reduce(0) { $0 + $1.unreadable }
    let leavesRowsOut =
      manifest.leavesRowsOut || (additions + tests).contains { $0.manifest.leavesRowsOut }
    if unreadable > 0 || leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).lastPathComponent
  }

  private static func set(_ path: String) throws -> StudySet {
    let manifest = try Manifest.load(directory: path)
    StandardError.report(
      manifest.problemLines, atMost: 10,
      rest: "more rows with problems; `lentigo dataset inspect` lists them all")
    return StudySet(name: name(path), manifest: manifest)
  }

  /// The command line that makes the report again.
  private var words: String {
    var words = ["lentigo crossvalidate", data.words, "--folds \(ShellWord.quoted(folds))"]
    words += recipe.map { "--recipe \(ShellWord.quoted($0.defaultValueDescription))" }
    words += alsoTrain.map { "--also-train \(ShellWord.quoted($0))" }
    words += alsoTest.map { "--also-test \(ShellWord.quoted($0))" }
    words += subgroups.columns.map { "--columns \(ShellWord.quoted($0))" }
    if let by = subgroups.by { words.append("--by \(ShellWord.quoted(by.words))") }
    words.append("--backbone \(backbone.backbone.value)")
    if let weights = backbone.backboneWeights {
      words.append("--backbone-weights \(ShellWord.quoted(weights))")
    }
    words.append("--output \(ShellWord.quoted(output)) --seed \(seed)")
    if let epochs { words.append("--epochs \(epochs)") }
    return words.joined(separator: " ")
  }
}
