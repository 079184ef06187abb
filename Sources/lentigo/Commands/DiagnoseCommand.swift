import ArgumentParser
import BundledModel
import Diagnosing
import Files
import ImageCodec
import LesionImage
import Screening

/// `lentigo diagnose`: one image, one verdict a person can read.
struct DiagnoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Give a verdict on images: refer, no sign, or retake the picture.",
    discussion: """
      A picture too poor to judge, or unlike any lesion that the model knows (text, a face, gravel), gives \
      `retake`, never `no sign`. Files that cannot be read are \
      named on standard error. With --json every object names the precision, unless it is fp32. \
      Research software, not a medical device: no verdict replaces a doctor.

      Without --model and LENTIGO_MODEL, the model that comes with Lentigo judges: \
      \(BundledModel.name), SHA-256 \(BundledModel.recordedHash ?? "not recorded"). Its card, \
      Models/\(BundledModel.cardName), says what it was trained on and how often it errs; `lentigo models` \
      says where both lie.

      A model may offer several thresholds by name, such as sensitivity-95, which misses fewer \
      melanomas and refers more harmless lesions. What each does is said below the verdicts.

      Examples:
        lentigo diagnose lesion.jpg
        lentigo diagnose --operating-point sensitivity-95 lesion.jpg
        lentigo diagnose --map looked.png lesion.jpg
        lentigo diagnose --model model.safetensors --json *.jpg
      """)

  @OptionGroup var model: ModelOption
  @OptionGroup var precision: ModelPrecisionOption

  @Option(
    help: ArgumentHelp(
      "Decide at this threshold of the model instead of its default.", valueName: "name"))
  var operatingPoint: String?

  @Option(
    help: ArgumentHelp(
      "Write a PNG of the image with what spoke for melanoma in red, and against in blue.",
      discussion: "Takes one image, and a network computed in fp32.", valueName: "file"))
  var map: String?

  @Flag(help: "Print one JSON object a line instead of text.")
  var json = false

  @Argument(help: ArgumentHelp("Dermoscopic images, JPEG or PNG.", valueName: "image"))
  var images: [String]

  func validate() throws {
    guard map == nil || images.count == 1 else {
      throw ValidationError("--map is of one image")
    }
    guard map == nil || precision.precision == .fp32 else {
      throw ValidationError("--map needs a network computed in fp32")
    }
  }

  func run() throws {
    if let map { try AtomicFile.checkDestination(map) }
    let loaded = try ModelLoader.loadWithDecisions(model.path, precision: precision.precision)
    let point = try ChosenPoint(operatingPoint, of: loaded, path: model.path)
    let screener = Screener(loaded.model)
    var failed = 0
    for path in images {
      let diagnosis = Diagnosis(of: path, by: screener, at: point.threshold)
      if diagnosis.verdict == .error {
        failed += 1
        StandardError.report("\(path): \(diagnosis.message)")
      }
      if let map, diagnosis.verdict != .error { try writeMap(to: map, of: path, screener) }
      if json {
        try StandardOutput.line(try JSON.line(diagnosis))
      } else if diagnosis.verdict != .error {
        try StandardOutput.line(diagnosis.text(point))
      }
    }
    if !json, failed < images.count {
      if let words = point.words { try StandardOutput.line("\n" + words) }
      try StandardOutput.line("\n" + Diagnosis.disclaimer)
    }
    if failed > 0 { throw CommandStatus.someInputFailed }
  }

  /// Draws where the network looked in the image that it judged last, at twice the size that it read.
  private func writeMap(to destination: String, of path: String, _ screener: Screener) throws {
    guard let activation = screener.activationMap() else {
      return StandardError.report("\(path): no map, since the network's output is not a number")
    }
    let preprocessing = screener.model.preprocessing
    let image = try ImageCodec.decode(
      contentsOfFile: path, minimumSide: 2 * preprocessing.minimumSide
    ).image
    let drawn = ActivationPicture.draw(activation, over: image, seenThrough: preprocessing)
    try AtomicFile.write(try ImageCodec.encodePNG(drawn), to: destination)
  }
}
