import ArgumentParser
import PretrainedWeights

/// The folder of weights.
struct WeightsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of weights, in place of $LENTIGO_WEIGHTS or the standard one.",
      valueName: "dir"))
  var weights: String?

  func store() throws -> WeightStore {
    if let weights, weights.isEmpty { throw ValidationError("--weights must name a folder") }
    return WeightStore(directory: weights ?? WeightStore.standardDirectory)
  }
}
