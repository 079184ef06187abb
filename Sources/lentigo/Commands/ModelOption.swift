import ArgumentParser
import BundledModel
import Foundation

/// The model file that a command works with.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A model file made by `lentigo train`.",
      discussion: """
        Where it is not given, the variable LENTIGO_MODEL names it; else the bundled model is used: \
        \(BundledModel.name), which needs no download (see `lentigo models`).
        """,
      valueName: "file"))
  var model: String?

  /// The path that was given, the environment's, or the bundled model's; the parser has seen to it that
  /// there is one.
  var path: String { (try? located()) ?? "" }

  private func located() throws -> String {
    try model ?? Self.fromEnvironment ?? BundledModel.path()
  }

  private static var fromEnvironment: String? {
    let path = ProcessInfo.processInfo.environment["LENTIGO_MODEL"]
    return path?.isEmpty == false ? path : nil
  }

  func validate() throws {
    do {
      _ = try located()
    } catch {
      throw ValidationError("\(error)")
    }
    _ = try InstructionSetChoice.current()
  }
}
