import ArgumentParser
import Dataset
import Evaluation
import LesionImage
import Screening
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
      it. The output names the precision, unless it is fp32.

      Examples:
        lentigo evaluate --model model.safetensors --data isic2020
        lentigo evaluate --model model.safetensors --data ham10000 --report report
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

  @OptionGroup var precision: ModelPrecisionOption
  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path, precision: precision.precision)
    if let report { try OutputFolder.make(report) }
    let manifest = try data.manifest()
    let selection = try EvaluationSelection(
      manifest, provenance: loaded.provenance, part: part, allowsTrainingData: allowTrainingData)
    for warning in selection.warnings { StandardError.report(warning) }

    let measurement = try measure(selection.records, by: loaded.model)
    let output = EvaluationOutput(
      model: path, precision: loaded.model.precision, data: data.name, part: part.rawValue,
      imagesOfTrainingPatients: selection.ofTrainingPatients, measurement: measurement)
    if let report { try output.write(to: report) }
    try StandardOutput.line(json ? try JSON.line(output) : output.text)
    if measurement.failures > 0 || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  private func measure(
    _ records: [LesionRecord], by model: ScreeningModel
  ) throws -> EvaluationOutput.Measurement {
    let bar = ProgressBar("Scoring")
    let files = BatchScorer(model, threads: threads.threads).score(
      records.map(\.path), progress: { bar.update($0, of: records.count) },
      isCancelled: { Interrupt.isRaised })
    bar.clear()
    guard files.count == records.count else {
      StandardError.report("stopped; nothing was measured")
      throw CommandStatus.interrupted
    }
    var kept: [(record: LesionRecord, score: Double)] = []
    for (record, file) in zip(records, files) {
      switch file.score {
      case .success(let score): kept.append((record, Double(score)))
      case .failure(let error): StandardError.report("left out: \(error)")
      }
    }
    guard !kept.isEmpty else {
      throw RefusedEvaluation("Not one of the \(records.count) images could be read.")
    }
    let scored = try ScoredLabels(
      scores: kept.map(\.score), labels: kept.map(\.record.isMalignant))
    // One fixed seed: the same model and data give the same intervals.
    var generator = SeededGenerator(seed: 0)
    let threshold = Double(model.threshold)
    let patients = kept.map(\.record.patientID)
    let summary =
      patients.contains { $0 != nil }
      ? try EvaluationSummary(
        scored, patients: patients, operatingThreshold: threshold, using: &generator)
      : try EvaluationSummary(scored, operatingThreshold: threshold)
    return .init(
      scored: scored, names: kept.map(\.record.imageName), summary: summary,
      failures: records.count - kept.count)
  }
}
