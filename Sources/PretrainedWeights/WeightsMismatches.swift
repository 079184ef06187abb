import NeuralNetwork

/// Why a file completes none of several networks, in one sentence each.
struct WeightsMismatches: Error, CustomStringConvertible {
  let description: String

  init(_ flaws: [(architecture: Architecture, flaw: any Error)]) {
    description = flaws.map { "\($0.architecture): \($0.flaw)" }.joined(separator: "; ")
  }
}
