import CKernels
import KernelChecks
import NeuralNetwork
import Testing

/// What `lentigo benchmark --kernels` times.
@Suite struct KernelProbeTests {
  /// A kernel that no call meets would have no benchmark.
  @Test func everyKernelIsMet() throws {
    var names: Set<String> = []
    for precision in Precision.allCases where precision.isAvailable(on: .best) {
      for architecture in Architecture.allCases {
        let calls = try KernelProbe.calls(of: architecture, precision: precision)
        names.formUnion(calls.map(\.kernel))
      }
    }
    #expect(names.count == Int(LENTIGO_KERNEL_COUNT))
  }

  /// A time is worth nothing unless the same is computed; and repeating a call in place must not
  /// lead to numbers that slow a processor down.
  @Test(arguments: [Architecture.mobileNetV3Small, .efficientNetV2B0])
  func everyInstructionSetComputesTheSame(architecture: Architecture) throws {
    for call in try KernelProbe.calls(of: architecture) {
      let reference = try #require(KernelProbe(call, instructionSet: .scalar))
      reference.run()
      let expected = reference.outputs
      #expect(expected.contains { $0 != 0 }, "\(call.kernel)")
      for set in InstructionSet.available where set != .scalar {
        let probe = try #require(KernelProbe(call, instructionSet: set))
        probe.run()
        #expect(
          largestDifference(probe.outputs, expected) <= 1e-4, "\(call.kernel) with \(set)")
        for _ in 0..<20 { probe.run() }
        #expect(probe.outputs.allSatisfy { $0 == 0 || $0.isNormal }, "\(call.kernel) with \(set)")
      }
    }
  }

  /// A step that was planned for one instruction set runs with another's kernels, in the same memory.
  @Test(arguments: ReducedNetworkTests.precisions)
  func reducedCallsFitEveryInstructionSet(precision: Precision) throws {
    for architecture in [Architecture.mobileNetV3Small, .efficientNetV2B0] {
      for call in try KernelProbe.calls(of: architecture, precision: precision) {
        let reference = try #require(KernelProbe(call, instructionSet: .scalar))
        reference.run()
        for set in InstructionSet.available where precision.isAvailable(on: set) {
          let probe = try #require(KernelProbe(call, instructionSet: set))
          probe.run()
          let difference = largestDifference(probe.outputs, reference.outputs)
          #expect(difference <= 1e-4, "\(call.kernel) with \(set)")
        }
      }
    }
  }

  @Test func otherProcessorsInstructionsHaveNoProbe() throws {
    let call = try #require(KernelProbe.calls(of: .mobileNetV3Small).first)
    #if arch(x86_64)
      #expect(KernelProbe(call, instructionSet: .neon) == nil)
    #else
      #expect(KernelProbe(call, instructionSet: .avx2) == nil)
    #endif
  }
}
