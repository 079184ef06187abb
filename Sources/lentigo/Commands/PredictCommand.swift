import ArgumentParser
import Dataset
import Files
import Training

/// `lentigo predict`: a CSV of scores.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Score many images into a CSV.",
    discussion: """
      The CSV has the header image_name,score and one row an image, in the order given (a folder's \
      images by name). The score is the model's probability of melanoma, 0 to 1. Files that cannot \
      be read are named on standard error and left out.

      Example:
        lentigo predict --model model.safetensors --output scores.csv images/
      """)

  @OptionGroup var model: ModelOption

  @Option(help: ArgumentHelp("The CSV to write.", valueName: "file"))
  var output: String

  @OptionGroup var precision: ModelPrecisionOption
  @OptionGroup var threads: ThreadsOption

  @Argument(help: ArgumentHelp("Images, or folders of images.", valueName: "image|dir"))
  var inputs: [String]

  func run() throws {
    Interrupt.listen()
    let model = try ModelLoader.load(model.path, precision: precision.precision)
    try AtomicFile.checkDestination(output)
    var failed = 0
    let files = inputs.flatMap { input in
      do {
        return try ImageFiles.expand(input)
      } catch {
        failed += 1
        StandardError.report("left out: \(error)")
        return []
      }
    }

    let bar = ProgressBar("Scoring")
    let scored = BatchScorer(model, threads: threads.threads).score(
      files, progress: { bar.update($0, of: files.count) }, isCancelled: { Interrupt.isRaised })
    bar.clear()
    var csv = "image_name,score\n"
    var rows = 0
    for file in scored {
      switch file.score {
      case .success(let score):
        rows += 1
        csv += "\(ImageFiles.csvName(of: file.path)),\(score)\n"
      case .failure(let error):
        failed += 1
        StandardError.report("left out: \(error)")
      }
    }
    try AtomicFile.write(csv, to: output)
    // Not on standard output, which `--output /dev/stdout` makes the CSV's place.
    StandardError.report(
      "wrote \(output) with \(Numbers.grouped(rows)) \(rows == 1 ? "score" : "scores")"
        + (model.precision == .fp32 ? "" : ", computed in \(model.precision)"))
    if scored.count < files.count {
      StandardError.report(
        "stopped after \(Numbers.grouped(scored.count)) of \(Numbers.grouped(files.count)) images")
      throw CommandStatus.interrupted
    }
    if failed > 0 { throw CommandStatus.someInputFailed }
  }
}
