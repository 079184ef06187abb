import ArgumentParser
import NeuralNetwork

/// `--precision`, for every command that runs a network.
struct PrecisionOption: ParsableArguments {
  @Option(
    name: .customLong("precision"),
    help: ArgumentHelp(
      "The numbers that weights are kept and multiplied in, where the processor has them.",
      valueName: "name"))
  var name = NamedOption(Precision.fp32)

  var precision: Precision { name.value }
}

/// `--precision`, for every command that runs a model file.
struct ModelPrecisionOption: ParsableArguments {
  @Option(
    name: .customLong("precision"),
    help: ArgumentHelp(
      "The numbers to compute in; others than fp32 where processor and model file offer them.",
      discussion: "`lentigo precision` measures what they cost a model.", valueName: "name"))
  var name = NamedOption(Precision.fp32)

  var precision: Precision { name.value }
}
