import ArgumentParser
import Dataset
import Evaluation
import Files
import Foundation
import Training

/// `lentigo calibrate`: risks and thresholds for a finished model.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Calibrate a model's risks, and give it operating points to choose from.",
    discussion: """
      Scores labelled images that did not train the model, fits slope and intercept of its risks (Platt \
      scaling), and chooses thresholds on them: sensitivity .90 (the default one) and .95, specificity \
      .80 and .90, each with its rates and intervals. Weights and ranking stay as they are. `lentigo \
      train --recipe finetune` does the same: this command is for models of the recipe `paper`, and for \
      images like those that the model shall judge.

      A model that refuses pictures without a lesion gets a new limit for that on the same images, and one \
      that does not can be taught: see --novelty.

      The images that chose the thresholds flatter them: measure on others with `lentigo evaluate`.

      Examples:
        lentigo calibrate --model model.safetensors --data isic2020 --output calibrated.safetensors
        lentigo diagnose --model calibrated.safetensors --operating-point sensitivity-95 lesion.jpg
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case validation
    case test
  }

  @OptionGroup var model: ModelOption
  @OptionGroup var data: DataOptions

  @Option(
    help:
      "Which images: those that tuned the model, or those it has never seen (spent as a test then)."
  )
  var part: Part = .validation

  @Option(
    help: ArgumentHelp(
      "Write the model there; the model's own name replaces it.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The default threshold reaches this sensitivity; 0.9 where nothing else is said.",
      valueName: "share"))
  var minSensitivity: Double?

  @Option(
    help: ArgumentHelp(
      "The default threshold reaches this specificity instead.", valueName: "share"))
  var minSpecificity: Double?

  @OptionGroup var novelty: NoveltyOptions

  @OptionGroup var threads: ThreadsOption

  func validate() throws {
    guard minSensitivity == nil || minSpecificity == nil else {
      throw ValidationError("give --min-sensitivity or --min-specificity, not both")
    }
    for share in [minSensitivity, minSpecificity].compactMap(\.self) {
      guard (0...1).contains(share) else {
        throw ValidationError("the share must be 0 to 1, such as 0.95")
      }
    }
  }

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path)
    let offer = try ModelOffer(loaded.file)
    try AtomicFile.checkDestination(output)
    let manifest = try data.manifest()
    let selection = try EvaluationSelection(
      manifest, provenance: loaded.provenance, part: part == .test ? .test : .validation,
      allowsTrainingData: false)
    if part == .test {
      for warning in selection.warnings { StandardError.report(warning) }
      StandardError.report(
        "these images choose the thresholds now: they can no longer test the model")
    }
    if !offer.precisions.isEmpty {
      StandardError.report(
        "the verdicts that lower precisions change were counted at the old threshold: count them anew "
          + "with `lentigo precision --output`")
    }
    let records = selection.records
    let bar = ProgressBar("Scoring")
    let files = BatchScorer(loaded.model, threads: threads.threads).score(
      records.map(\.path), progress: { bar.update($0, of: records.count) },
      isCancelled: { Interrupt.isRaised })
    bar.clear()
    guard files.count == records.count else {
      StandardError.report("stopped; nothing was written")
      throw CommandStatus.interrupted
    }
    var failures = 0
    var kept: [(record: LesionRecord, logit: Float)] = []
    for (record, file) in zip(records, files) {
      switch file.logit {
      case .success(let logit): kept.append((record, logit))
      case .failure(let error):
        failures += 1
        StandardError.report("left out: \(error)")
      }
    }
    let decisions = try ModelDecisions(
      on: ValidationLogits(
        logits: kept.map(\.logit), labels: kept.map(\.record.isMalignant),
        patients: kept.map(\.record.patientID)),
      policy: DecisionPolicy(rule: rule, chosenOn: chosenOn))
    for notice in decisions.notices { StandardError.report(notice) }
    let change = try novelty.change(
      to: loaded, by: selection, scored: files, name: chosenOn, threads: threads.threads)
    try AtomicFile.write(try offer.bytes(decisions: decisions, novelty: change), to: output)
    try StandardOutput.line(DecisionsText(decisions, path: output).text)
    if let limit = change.limit { try StandardOutput.line("\n" + NoveltyText.sentence(limit)) }
    if failures > 0 || manifest.leavesRowsOut { throw CommandStatus.someInputFailed }
  }

  private var rule: OperatingPointRule {
    if let minSpecificity { return .specificity(atLeast: minSpecificity) }
    return .sensitivity(atLeast: minSensitivity ?? 0.9)
  }

  /// What the file calls the images.
  private var chosenOn: String {
    "\(URL(fileURLWithPath: data.name).lastPathComponent), \(part.rawValue)"
  }
}
