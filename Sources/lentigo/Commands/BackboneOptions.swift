import ArgumentParser
import Foundation

/// The network, and the weights that its backbone starts from.
struct BackboneOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The network; `lentigo models` lists them.", valueName: "name"))
  var backbone = ArchitectureName(.mobileNetV3Small)

  @Option(
    help: ArgumentHelp(
      "The pretrained backbone, a safetensors file with torchvision's or Keras' names.",
      discussion: """
        Without it, training takes the backbone of the demonstration in Models/, which has only ever \
        seen synthetic lesions: for real images, give one that was pretrained on ImageNet.
        """,
      valueName: "file"))
  var backboneWeights: String?

  /// The file that was given, or that of the demonstration, with a word about it.
  func weights() throws -> String {
    if let backboneWeights { return backboneWeights }
    let name = "Models/\(backbone.architecture).synthetic.safetensors"
    guard let path = Self.places.map({ $0 + name }).first(where: Self.exists) else {
      throw ValidationError(
        "say which pretrained backbone: --backbone-weights FILE (\(name) was not found here)")
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
