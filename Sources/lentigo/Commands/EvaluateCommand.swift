import ArgumentParser
import Dataset
import Training

/// `lentigo evaluate`: how good a model is, on images it has not seen.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model on images it was not trained on.",
    discussion: """
      A model file carries fingerprints of the images it was trained and tuned on. `test` is every \
      image that is neither, wherever it lies and whatever it is called; `validation` flatters the \
      model, and `all` is refused unless --allow-training-data is given or the model knows none of \
      it. Every operating point that the model offers is tested too. The output names the \
      precision, unless it is fp32.

      Examples:
        lentigo evaluate --model model.safetensors --data isic2020
        lentigo evaluate --model model.safetensors --data ham10000 --report report
        lentigo evaluate --model model.safetensors --data isic2020 --by source,sex,age,tone \\
          --columns folds.csv
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case test
    case validation
    case all
  }

  @OptionGroup var model: ModelOption
  @OptionGroup var data: DataOptions

  @Option(help: "Which images: those never seen, those that chose epoch and threshold, or all.")
  var part: Part = .test

  @Flag(help: "Measure on training images too, knowing that it says nothing about new ones.")
  var allowTrainingData = false

  @Option(
    help: ArgumentHelp(
      "Write a report there: a page, Markdown, JSON, curves as SVG and CSV, and the scores.",
      valueName: "dir"))
  var report: String?

  @OptionGroup var subgroups: SubgroupOptions

  @OptionGroup var precision: ModelPrecisionOption
  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  func validate() throws {
    if !subgroups.columns.isEmpty, subgroups.by == nil {
      throw ValidationError("--columns adds columns for --by: say by which, such as --by source")
    }
  }

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path, precision: precision.precision)
    if let report { try OutputFolder.make(report) }
    let manifest = try data.manifest()
    let selection = try EvaluationSelection(
      manifest, provenance: loaded.provenance, part: part, allowsTrainingData: allowTrainingData)
    for warning in selection.warnings { StandardError.report(warning) }

    let groups = try SubgroupOptions.groups(
      subgroups.properties, of: selection.records, tables: try subgroups.tables(of: manifest),
      labels: manifest.location.labels)
    let measurement = try ModelTest(
      selection.records, by: loaded.model, threads: threads.threads, groups: groups,
      offered: StoredDecisions(loaded.file).offered)
    let output = EvaluationOutput(
      model: path, precision: loaded.model.precision, data: data.name, part: part.rawValue,
      imagesOfTrainingPatients: selection.ofTrainingPatients, measurement: measurement)
    if let report { try output.write(to: report) }
    try StandardOutput.line(json ? try JSON.line(output) : output.text)
    if measurement.failures > 0 || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }
}
