import ArgumentParser
import Screening

/// `lentigo diagnose`: one image, one verdict a person can read.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Give a verdict on images: refer, no sign, or retake the picture.",
    discussion: """
      A picture too poor to judge gives `retake`, never `no sign`. Files that cannot be read are \
      named on standard error. With --json every object names the precision, unless it is fp32. \
      Research software, not a medical device: no verdict replaces a doctor.

      Examples:
        lentigo diagnose --model model.safetensors lesion.jpg
        lentigo diagnose --model model.safetensors --json *.jpg
      """)

  @OptionGroup var model: ModelOption
  @OptionGroup var precision: ModelPrecisionOption

  @Flag(help: "Print one JSON object a line instead of text.")
  var json = false

  @Argument(help: ArgumentHelp("Dermoscopic images, JPEG or PNG.", valueName: "image"))
  var images: [String]

  func run() throws {
    let screener = Screener(try ModelLoader.load(model.path, precision: precision.precision))
    var failed = 0
    for path in images {
      let diagnosis = Diagnosis(of: path, by: screener)
      if diagnosis.verdict == .error {
        failed += 1
        StandardError.report("\(path): \(diagnosis.message)")
      }
      if json {
        try StandardOutput.line(try JSON.line(diagnosis))
      } else if diagnosis.verdict != .error {
        try StandardOutput.line(diagnosis.text)
      }
    }
    if !json, failed < images.count { try StandardOutput.line("\n" + Diagnosis.disclaimer) }
    if failed > 0 { throw CommandStatus.someInputFailed }
  }
}
