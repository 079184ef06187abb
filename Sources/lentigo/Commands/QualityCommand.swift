import ArgumentParser
import Dataset
import Evaluation
import Files
import QualityStudy
import Training

/// `lentigo quality`: whether the right pictures are told to be taken again.
struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Measure what poor pictures cost a model, and whether the checks refuse them.",
    discussion: """
      Spoils labelled pictures step by step (\(DegradationKind.allCases.map(\.rawValue).joined(
        separator: ", "))) and says, for each step, what AUC, sensitivity and specificity the network has \
      left if nothing is refused, what share of the pictures the checks refuse, and by which measure. A step \
      at which the AUC falls by --auc-fall or the sensitivity by --sensitivity-fall, and every harsher one, \
      counts as ruined: those pictures should be refused, and the pictures as they are should not. Below \
      it stands where each limit lies, and where one would lie that gives up 1 of 200 good pictures.

      Lengths are in pixels of a picture with \(Degradation.side) of them along its longer side. What is drawn \
      (directions, places, noise) follows from --seed and the picture's name. Pictures that trained the model \
      would flatter it: --part works as for `lentigo evaluate`.

      --expected DIR judges the pictures of a folder instead, or besides, by its manifest.csv: columns file, \
      kind, and expected, which is one of \(Expectation.allCases.map(\.rawValue).joined(separator: ", ")).

      Examples:
        lentigo quality --data isic2020
        lentigo quality --data isic2020 --kinds blur,noise --limit 200 --json
        lentigo quality --data ham10000 --part all --kinds none
        lentigo quality --expected bad_inputs
      """)

  @OptionGroup var model: ModelOption
  @OptionGroup var place: DataPlace

  @Option(
    help: "Which images: those that chose epoch and threshold, those never seen, or all there are.")
  var part: EvaluateCommand.Part = .validation

  @Option(
    help: ArgumentHelp(
      "What to spoil, separated by commas; all, or none for the pictures as they are.",
      valueName: "names"))
  var kinds = "all"

  @Option(
    help: ArgumentHelp(
      "So many pictures at most, drawn with the shares of both classes as they are. (default: all)",
      valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Of what is drawn.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Ruined is what loses so much AUC.", valueName: "share"))
  var aucFall = RuinRule().aucFall

  @Option(
    help: ArgumentHelp("Or so much sensitivity at the model's threshold.", valueName: "share"))
  var sensitivityFall = RuinRule().sensitivityFall

  @Option(
    help: ArgumentHelp(
      "Write a CSV there: risk, issues and every measure of each picture as it is and in each step.",
      valueName: "file"))
  var answers: String?

  @Option(
    help: ArgumentHelp(
      "A folder of pictures with manifest.csv, which says what is expected of each.",
      valueName: "dir"))
  var expected: String?

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print one JSON object instead of tables.")
  var json = false

  func validate() throws {
    guard answers == nil || place.isGiven else {
      throw ValidationError("--answers are those of --data")
    }
    guard place.isGiven || expected != nil else {
      throw ValidationError("say what to measure on: --data DIR, --expected DIR, or both")
    }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    for fall in [aucFall, sensitivityFall] where !(fall > 0 && fall <= 1) {
      throw ValidationError("a fall must be above 0 and at most 1, such as 0.03")
    }
    _ = try chosenKinds()
  }

  private func chosenKinds() throws -> [DegradationKind] {
    switch kinds {
    case "all": return DegradationKind.allCases
    case "none": return []
    default:
      let names = kinds.split(separator: ",").map(String.init)
      if let unknown = names.first(where: { DegradationKind(rawValue: $0) == nil }) {
        throw ValidationError(
          "--kinds does not know '\(unknown)'; there are all, none, "
            + DegradationKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return DegradationKind.allCases.filter { names.contains($0.rawValue) }
    }
  }

  func run() throws {
    Interrupt.listen()
    let path = model.path
    let loaded = try ModelLoader.loadWithProvenance(path)
    let list = try expected.map { folder throws(DatasetError) in
      try ExpectationList(folder: folder)
    }
    var leavesOut = false
    if let list {
      StandardError.report(
        list.problems.map { "\(ExpectationList.fileName), \($0)" }, atMost: 10,
        rest: "more rows that cannot be used")
      leavesOut = !list.problems.isEmpty
    }
    if let answers { try AtomicFile.checkDestination(answers) }
    var output = QualityOutput(model: path)
    if place.isGiven {
      let manifest = try place.manifest()
      let selection = try EvaluationSelection(
        manifest, provenance: loaded.provenance, part: part, allowsTrainingData: part == .all)
      for warning in selection.warnings { StandardError.report(warning) }
      let result = try study(sample(selection.records), loaded)
      for failure in result.failures { StandardError.report("left out: \(failure)") }
      if let answers { try AtomicFile.write(Self.csv(result.answers), to: answers) }
      leavesOut = leavesOut || !result.failures.isEmpty || manifest.leavesRowsOut
      output.data = place.name
      output.part = part.rawValue
      output.seed = seed
      output.study = result.findings
    }
    if let list {
      output.expected = ExpectationFindings(list, by: loaded.model, threads: threads.threads)
      output.expectedFolder = list.folder
      output.knowsLesions = loaded.model.novelty != nil
    }
    try StandardOutput.line(json ? try JSON.line(output) : output.text)
    if leavesOut { throw CommandStatus.someInputFailed }
  }

  private func study(
    _ records: [LesionRecord], _ loaded: ModelLoader.Loaded
  ) throws -> DegradationStudy.Result {
    let study = DegradationStudy(
      loaded.model, kinds: try chosenKinds(),
      rule: RuinRule(aucFall: aucFall, sensitivityFall: sensitivityFall), seed: seed,
      threads: threads.threads)
    let bar = ProgressBar("Spoiling")
    let result = try study.run(
      records, progress: { bar.update($0, of: records.count) },
      isCancelled: { Interrupt.isRaised })
    bar.clear()
    guard let result else {
      StandardError.report("stopped; nothing was measured")
      throw CommandStatus.interrupted
    }
    guard result.failures.count < records.count else {
      throw RefusedEvaluation("Not one of the \(records.count) images could be read.")
    }
    return result
  }

  private static func csv(_ answers: StudyAnswers) -> [UInt8] {
    var text = ""
    for row in [StudyAnswers.head] + answers.rows {
      text += row.map(ImageFiles.csvField).joined(separator: ",") + "\n"
    }
    return [UInt8](text.utf8)
  }

  private func sample(_ records: [LesionRecord]) -> [LesionRecord] {
    guard let limit else { return records }
    return PictureSample.draw(limit, of: records, seed: seed)
  }
}
