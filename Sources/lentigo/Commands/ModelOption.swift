import ArgumentParser
import Foundation

/// The model file that a command works with.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A model file made by `lentigo train`.",
      discussion: "Where it is not given, the variable LENTIGO_MODEL names it.",
      valueName: "file"))
  var model: String?

  /// The path that was given, or the environment's; the parser has seen to it that there is one.
  var path: String { model ?? Self.fromEnvironment ?? "" }

  private static var fromEnvironment: String? {
    let path = ProcessInfo.processInfo.environment["LENTIGO_MODEL"]
    return path?.isEmpty == false ? path : nil
  }

  func validate() throws {
    guard model != nil || Self.fromEnvironment != nil else {
      throw ValidationError(
        "say which model: --model FILE, or set LENTIGO_MODEL (`lentigo train` makes one; "
          + "`make demo` leaves one in demo/model.safetensors)")
    }
    _ = try InstructionSetChoice.current()
  }
}
