import ArgumentParser

/// How many cores a command uses. The result never depends on it.
struct ThreadsOption: ParsableArguments {
  @Option(help: ArgumentHelp("Cores to use. (default: all)", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024")
    }
  }
}
