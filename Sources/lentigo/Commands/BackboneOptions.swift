import ArgumentParser
import Foundation
import NeuralNetwork
import PretrainedWeights

/// The network, and the weights that its backbone starts from.
struct BackboneOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The network; `lentigo models` lists them.", valueName: "name"))
  var backbone = NamedOption(Architecture.mobileNetV3Small)

  @Option(
    help: ArgumentHelp(
      "The pretrained backbone: safetensors with torchvision's or Keras' names, or Keras' own .h5.",
      discussion: """
        Without it, training takes what `lentigo weights fetch` installed; where there is nothing, \
        the backbone of the demonstration in Models/, which has only ever seen synthetic lesions.
        """,
      valueName: "file"))
  var backboneWeights: String?

  /// The file that was given, else the installed one, else that of the demonstration; with a word
  /// about what was not asked for, and about installed files that cannot be used.
  ///
  /// - Throws: `WeightsFileError` where the installed official file is the one that cannot.
  func weights() throws -> String {
    if let backboneWeights { return backboneWeights }
    let store = WeightStore(directory: WeightStore.standardDirectory)
    let (found, problems) = store.find(backbone.value)
    // A file that was fetched and went bad is not passed over for one that merely fits.
    let official = WeightSource.official(for: backbone.value)?.fileName
    if let problem = problems.first(where: { $0.path.hasSuffix("/\(official ?? "")") }) {
      throw problem
    }
    for problem in problems { StandardError.report("not taken: \(problem)") }
    if let installed = found {
      StandardError.report("no --backbone-weights: taking the installed \(installed)")
      return installed
    }
    let name = "Models/\(backbone.value).synthetic.safetensors"
    guard let path = Self.places.map({ $0 + name }).first(where: Self.exists) else {
      throw ValidationError(
        "say which pretrained backbone: --backbone-weights FILE, or install one with `lentigo "
          + "weights fetch \(backbone.value)` (\(name) was not found here either)")
    }
    StandardError.report(
      "no --backbone-weights: taking \(path), which was trained on synthetic lesions alone; give "
        + "one pretrained on ImageNet for real images")
    return path
  }

  /// Where the project's files may lie: here, or above the executable in its build folder.
  private static var places: [String] {
    var places = [""]
    var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<4 {
      guard let current = folder else { break }
      places.append(current.path + "/")
      folder = current.deletingLastPathComponent()
    }
    return places
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
