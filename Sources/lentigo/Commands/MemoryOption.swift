import ArgumentParser

/// How much memory decoded images may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory for decoded images, in MiB; what does not fit lies in a temporary file.",
      valueName: "MiB"))
  var memory: Int = 768

  func validate() throws {
    guard (16...1_048_576).contains(memory) else {
      throw ValidationError("--memory must be 16 to 1,048,576 MiB")
    }
  }

  /// The same in bytes.
  var byteCount: Int { memory << 20 }
}
