import ArgumentParser
import NeuralNetwork
import PretrainedWeights

/// `lentigo weights import`: a file that the user has.
struct ImportWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Check a file of weights and copy it into the folder.",
    discussion: """
      The file must hold a whole backbone, as .h5 of Keras or as safetensors. Whether it is the \
      official file is said, and is no condition.

      Example:
        lentigo weights import mobilenet_v3_small.safetensors
      """)

  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  @OptionGroup var options: WeightsOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    Interrupt.listen()
    let installed = try options.store().importFile(
      file, isCancelled: { Interrupt.isRaised })
    if json {
      try StandardOutput.line(try JSON.line(WeightsListing.File(installed)))
      return
    }
    guard let identity = installed.identity else { return }
    let verdict =
      installed.authenticity == .official
      ? "the official file" : "not the official file, but complete"
    try StandardOutput.line(
      "\(installed.path): \(identity.architecture), \(identity.origin)'s names, "
        + "\(identity.tensorCount) tensors; \(verdict)")
    if identity.rule != .name {
      StandardError.report(
        "\(file) does not name the network's tensors: they were told apart by the order of its "
          + "layers, as Keras does, and every shape fits")
    }
  }
}
