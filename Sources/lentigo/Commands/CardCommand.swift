import ArgumentParser
import Dataset
import Evaluation
import Files
import Foundation
import PretrainedWeights
import Report
import Reproduction
import Training

/// `lentigo card`: a model's card, measured.
struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Write a model's card: what it is, how it was made, and how well it does for whom.",
    discussion: """
      Every number is measured in this run or read from the model file. The test is of every image \
      that the file does not carry the fingerprint of: nothing that trained or tuned the model is \
      measured on, wherever it lies. Opening the test more than once, and choosing by what it says, \
      makes a card flatter its model.

      Writes MODEL_CARD.md, MODEL_CARD.json and the calibration plots in figures/.

      Example:
        lentigo card --model model.safetensors --data isic2020 --data ham10000 \\
          --columns isic2020/folds.csv --output Models
      """)

  @OptionGroup var model: ModelOption

  @Option(
    help: ArgumentHelp(
      "A folder with labels and images to test on; may be repeated.", valueName: "dir"))
  var data: [String]

  @OptionGroup var subgroups: SubgroupOptions

  @Option(help: ArgumentHelp("The folder of the card.", valueName: "dir"))
  var output: String

  @Option(
    help: ArgumentHelp("The command line that trained the model, to be quoted.", valueName: "text"))
  var trainingCommand: String?

  @Option(
    help: ArgumentHelp(
      "The training's log. (default: the model's path and .log.jsonl)", valueName: "file"))
  var log: String?

  @Option(help: "What the training's machine takes, for its energy: an assumption.")
  var watts: Double = 65

  @Option(
    help: ArgumentHelp(
      "Carbon dioxide of a kilowatt-hour: an assumption (475 g is the world's mean of 2019).",
      valueName: "grams"))
  var gramsPerKwh: Double = 475

  @OptionGroup var threads: ThreadsOption

  func validate() throws {
    guard !data.isEmpty else { throw ValidationError("say where the data is: --data DIR") }
    guard Set(data.map(Self.name)).count == data.count else {
      throw ValidationError("--data must name folders with different names")
    }
    guard (0.1...1e7).contains(watts), (0...1e5).contains(gramsPerKwh) else {
      throw ValidationError("--watts must be above 0, and --grams-per-kwh 0 or more")
    }
  }

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path)
    let facts = try ModelFacts(loaded.file)
    try OutputFolder.make(output)
    var tests: [ModelCardTest] = []
    var leavesOut = false
    for folder in data {
      let (test, isWhole) = try self.test(folder, by: loaded)
      tests.append(test)
      leavesOut = leavesOut || !isWhole
    }
    let card = try ModelCardMaker(
      path: path, loaded: loaded, facts: facts, log: log, trainingCommand: trainingCommand
    ).card(
      tests: tests, cost: .init(watts: watts, gramsPerKilowattHour: gramsPerKwh), command: words)
    let files = try ModelCardDocument(card).files()
    try OutputFolder.make((output as NSString).appendingPathComponent("figures"))
    for file in files {
      try AtomicFile.write(
        file.bytes, to: (output as NSString).appendingPathComponent(file.name))
    }
    try StandardOutput.line(
      "wrote \((output as NSString).appendingPathComponent("MODEL_CARD.md")) and beside it "
        + files.dropFirst().map(\.name).joined(separator: ", "))
    if leavesOut { throw CommandStatus.someInputFailed }
  }

  /// Measures the model on what it has not seen of a data set.
  private func test(
    _ folder: String, by loaded: ModelLoader.Loaded
  ) throws -> (ModelCardTest, isWhole: Bool) {
    let manifest = try Manifest.load(directory: folder)
    StandardError.report(
      manifest.problemLines, atMost: 10,
      rest: "more rows with problems; `lentigo dataset inspect` lists them all")
    let selection: EvaluationSelection
    do {
      selection = try EvaluationSelection(
        manifest, provenance: loaded.provenance, part: .test, allowsTrainingData: false)
    } catch let refusal as RefusedEvaluation {
      throw RefusedEvaluation("\(folder): \(refusal)")
    }
    for warning in selection.warnings { StandardError.report("\(folder): \(warning)") }
    let (groups, unknown) = try self.groups(of: selection.records, manifest)
    let test = try ModelTest(
      selection.records, by: loaded.model, threads: threads.threads, groups: groups,
      offered: StoredDecisions(loaded.file).offered)
    return (
      ModelCardTest(
        data: Self.name(folder), trainingImages: selection.trainingCount,
        validationImages: selection.validationCount,
        imagesOfTrainingPatients: selection.ofTrainingPatients ?? 0, unreadable: test.failures,
        summary: test.summary, notALesion: test.refused, subgroups: test.subgroups,
        unknownProperties: unknown),
      test.failures == 0 && !manifest.leavesRowsOut
    )
  }

  /// The groups that a data set knows of, and the names of those it does not.
  private func groups(
    of records: [LesionRecord], _ manifest: Manifest
  ) throws -> (groups: [SubgroupNames], unknown: [String]) {
    let asked: [SubgroupProperty] =
      subgroups.by?.properties ?? [.source, .sex, .age(years: 20), .site, .tone]
    let tables = try [ColumnTable.load(manifest.location.labels)] + subgroups.columnTables()
    var known: [SubgroupProperty] = []
    var unknown: [String] = []
    for property in asked {
      do {
        if property != .tone {
          _ = try SubgroupNames(
            property, of: records, tables: tables, labels: manifest.location.labels)
        }
        known.append(property)
      } catch {
        unknown.append(property.title)
      }
    }
    return (
      try SubgroupOptions.groups(
        known, of: records, tables: tables, labels: manifest.location.labels), unknown
    )
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).lastPathComponent
  }

  private var words: String {
    var words = ["lentigo card", "--model \(ShellWord.quoted(model.path))"]
    words += data.map { "--data \(ShellWord.quoted($0))" }
    words += subgroups.columns.map { "--columns \(ShellWord.quoted($0))" }
    if let by = subgroups.by { words.append("--by \(ShellWord.quoted(by.words))") }
    words.append("--output \(ShellWord.quoted(output))")
    if let log { words.append("--log \(ShellWord.quoted(log))") }
    if let trainingCommand {
      words.append("--training-command \(ShellWord.quoted(trainingCommand))")
    }
    if watts != 65 { words.append("--watts \(watts)") }
    if gramsPerKwh != 475 { words.append("--grams-per-kwh \(gramsPerKwh)") }
    return words.joined(separator: " ")
  }
}
