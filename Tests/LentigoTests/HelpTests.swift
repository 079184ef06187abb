import Testing

@Suite("Help and usage")
struct HelpTests {
  static let commands = [
    "models", "dataset", "dataset inspect", "dataset synthesize", "augment", "train", "evaluate",
    "predict", "diagnose", "precision", "calibrate", "crossvalidate", "card", "reproduce",
    "benchmark", "radiomics", "quality", "serve",
  ]

  @Test(arguments: commands)
  func everyHelpHasAnExample(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let help = try LentigoProcess.run(words + ["--help"])
    #expect(help.status == 0 && help.errors.isEmpty)
    #expect(help.output.contains("Example"))
    let examples = help.lines.filter { $0.hasPrefix("  lentigo ") }
    #expect(examples.contains { $0.hasPrefix("  lentigo \(words[0])") })
    #expect(!help.output.contains("mobilenet-v3-small; default: 1"))
  }

  @Test(arguments: ["predict", "diagnose", "evaluate", "benchmark"])
  func precisionsAreListedByName(command: String) throws {
    let help = try LentigoProcess.run(command, "--help")
    let words = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("(values: fp32, bf16, int8; default: fp32)"))
    #expect(!words.contains("fp32 - "))
  }

  @Test func rootListsEveryCommandAndTheExitCodes() throws {
    let help = try LentigoProcess.run("--help")
    #expect(help.status == 0)
    for command in Self.commands where !command.contains(" ") {
      // A comma where the command has another name besides.
      #expect(
        help.lines.contains { $0.hasPrefix("  \(command) ") || $0.hasPrefix("  \(command), ") },
        "\(command)")
    }
    #expect(help.output.contains("130"))
  }

  /// Wrong usage: one line that says what, the usage, nothing on standard output, and 2.
  @Test(arguments: [
    ["frobnicate"], ["train"], ["train", "--data", "x"], ["models", "--jsn"],
    ["dataset", "inspect"], ["dataset", "inspect", "--data", "a", "--labels", "b"],
    ["dataset", "synthesize", "--count", "0", "--output", "x"],
    ["dataset", "synthesize", "--count", "many", "--output", "x"],
    ["diagnose", "--model", "m"], ["diagnose", "--operating-point"],
    ["evaluate", "--model", "m"], ["evaluate", "--model", "m", "--data", "d", "--part", "some"],
    ["evaluate", "--model", "m", "--labels", "l"],
    ["predict", "--model", "m", "a.jpg"], ["calibrate", "--model", "m", "--data", "d"],
    ["calibrate", "--model", "m", "--data", "d", "--output", "o", "--min-sensitivity", "2"],
    ["predict", "--model", "m", "--output", "o", "--threads", "0", "a.jpg"],
    ["augment", "a.jpg"], ["augment", "a.jpg", "--output", "o", "--rows", "0"],
    ["benchmark", "--threads", "0"], ["benchmark", "--architecture", "perceptron"],
    ["benchmark", "--precision", "int1"], ["precision", "--model", "m"],
    ["precision", "--model", "m", "--data", "d", "--part", "train"],
    ["diagnose", "--model", "m", "--precision", "fp64", "a.jpg"],
    ["predict", "--model", "m", "--output", "o", "--precision", "0", "a.jpg"],
    ["radiomics"], ["radiomics", "--data", "d", "--examples", "0"],
    ["radiomics", "--data", "d", "--cross-validation", "1"],
    ["quality"], ["quality", "--data", "d", "--kinds", "blur,rain"],
    ["quality", "--data", "d", "--limit", "0"], ["quality", "--data", "d", "--auc-fall", "0"],
    ["serve", "--port", "70000"], ["serve", "--tls-key", "k"], ["serve", "--max-body", "lots"],
    ["serve", "--max-body", "0"], ["serve", "--queue", "-1"], ["serve", "--timeout", "0"],
    ["serve", "--insecure", "--tls-certificate", "c", "--tls-key", "k"],
    ["serve", "--log-level", "loud"], ["serve", "--token", "secret"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let process = try LentigoProcess.run(arguments)
    #expect(process.status == 2)
    #expect(process.output.isEmpty)
    #expect(process.errors.hasPrefix("lentigo: "))
    #expect(process.errors.contains("Usage: lentigo"))
  }

  @Test func unknownInstructionSetIsWrongUsage() throws {
    let process = try LentigoProcess.run(
      "benchmark", environment: ["LENTIGO_INSTRUCTION_SET": "abacus"])
    #expect(process.status == 2 && process.errors.contains("'abacus'; this processor has: scalar"))
  }
}
