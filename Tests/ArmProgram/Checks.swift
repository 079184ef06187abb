import KernelChecks
import NeuralNetwork

/// What the tests of NeuralNetwork check on their own processor.
enum Checks {
  // The program runs on one thread.
  nonisolated(unsafe) static var failures = 0

  static func fail(_ words: String) {
    failures += 1
    Files.print(words)
  }

  /// Every kernel against the scalar reference.
  static func kernels() {
    guard let fast = KernelRunner(.neon, report: fail),
      let reference = KernelRunner(.scalar, report: fail)
    else { return fail("this processor has no NEON") }
    for kernel in Kernel.allCases {
      let before = failures
      kernel.check(fast, against: reference)
      Files.print(failures == before ? "agrees" : "differs")
    }
    for activation in Activation.allCases { fast.checkNotANumber(activation: activation) }
    fast.checkNotANumberPooled(against: reference)
  }

  /// Runs every network on a small image, which goes through every layer, and writes what comes out,
  /// network after network, to the file named by an argument.
  static func networks(output argument: Int) {
    var outputs: [Float] = []
    for architecture in Architecture.allCases {
      let network = Network.backbone(architecture, origin: .keras, height: 33, width: 45)
      guard let weights = try? GeneratedWeights.file(for: network),
        let plan = try? ExecutionPlan(network, weights: weights, instructionSet: .neon)
      else { return fail("a network could not be made") }
      outputs += run(plan, on: GeneratedWeights.image(count: network.inputShape.count))
    }
    outputs.withUnsafeBytes { Files.write($0, to: Files.argument(argument)) }
  }
}
