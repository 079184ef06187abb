import KernelChecks
import NeuralNetwork
import Testing

extension KernelRunner {
  /// Records what is wrong as an issue of the running test.
  init(_ instructionSet: InstructionSet) throws {
    self = try #require(KernelRunner(instructionSet) { Issue.record("\($0)") })
  }
}
