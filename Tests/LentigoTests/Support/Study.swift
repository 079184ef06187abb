import Foundation
import NeuralNetwork

/// What most tests need, made once by the command line itself: 60 synthetic lesions and a model
/// trained on them for two epochs, on a backbone of generated weights that has learnt nothing.
struct Study: Sendable {
  static let imageCount = 60

  /// The folder with the labels and `images/`.
  let data: String
  let backbone: String
  let model: String

  /// - Throws: What went wrong in making it, in every test that needs it.
  static func shared() throws -> Study { try made.get() }

  private static let made: Result<Study, any Error> = Result {
    let folder = try TemporaryFolder()
    leftover = folder
    // The folder is shared by all tests, so nothing but the end of the process can remove it.
    atexit { Study.leftover?.remove() }
    return try Study(in: folder)
  }

  /// Written once, before the process ends, and read when it does.
  nonisolated(unsafe) private static var leftover: TemporaryFolder?

  private init(in folder: TemporaryFolder) throws {
    data = folder.file("lesions")
    backbone = folder.file("backbone.safetensors")
    model = folder.file("model.safetensors")
    try Self.require(
      .run(
        "dataset", "synthesize", "--count", "\(Self.imageCount)", "--output", data,
        "--malignant-share", "0.4", "--size", "128", "--seed", "3"))
    var writer = SafetensorsWriter()
    for parameter in Network.backbone(.mobileNetV3Small, origin: .torchvision).parameters {
      writer.add(
        name: parameter.name, shape: parameter.shape, floats: GeneratedWeights.floats(parameter))
    }
    try folder.write(Data(writer.serialized()), to: "backbone.safetensors")
    try Self.require(.run(training(to: model, epochs: 2)))
  }

  /// The arguments of a training on this data.
  func training(to output: String, epochs: Int, _ more: String...) -> [String] {
    [
      "train", "--data", data, "--recipe", "paper", "--backbone-weights", backbone, "--output",
      output, "--epochs", "\(epochs)",
    ] + more
  }

  /// The path of an image, counted from 1.
  func image(_ number: Int) -> String {
    data + "/images/SYN_" + String(repeating: "0", count: 7 - "\(number)".count) + "\(number).jpg"
  }

  private static func require(_ process: LentigoProcess) throws {
    guard process.status != 0 else { return }
    throw Failure(description: "status \(process.status): \(process.errors)")
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
