import CKernels
import Foundation
import KernelChecks
import NeuralNetwork
import Testing

/// Every kernel of every instruction set that runs here against the scalar reference.
@Suite struct KernelTests {
  @Test(arguments: Kernel.allCases, InstructionSet.available.filter { $0 != .scalar })
  func matchesTheReference(kernel: Kernel, instructionSet: InstructionSet) throws {
    try kernel.check(KernelRunner(instructionSet), against: KernelRunner(.scalar))
  }

  /// A kernel that is added to the C table but not to `Kernel` would go untested.
  @Test func listIsComplete() {
    #expect(Kernel.allCases.count == Int(LENTIGO_KERNEL_COUNT))
    // Three sizes and a flag come first.
    let pointers = MemoryLayout<lentigo_kernels>.size / MemoryLayout<Int>.size - 4
    #expect(pointers == Kernel.allCases.count)
  }

  @Test func referenceAndBestAreAvailable() {
    #expect(InstructionSet.available.contains(.scalar))
    #expect(InstructionSet.best.isAvailable)
    #expect(lentigo_kernels_for(-1) == nil && lentigo_kernels_for(99) == nil)
    #if arch(x86_64)
      #expect(InstructionSet.available.contains(.sse2))
      #expect(!InstructionSet.available.contains(.neon))
    #elseif arch(arm64)
      #expect(InstructionSet.best == .neon)
    #endif
  }

  @Test func namesAreReadBack() {
    for set in InstructionSet.allCases { #expect(InstructionSet("\(set)") == set) }
    #expect(InstructionSet("AVX2") == nil && InstructionSet("") == nil)
  }

  /// The reference itself, on a case worked out by hand.
  @Test func referenceMultipliesByHand() throws {
    let runner = try KernelRunner(.scalar)
    let product = runner.matrix(
      [1, 2, 3, 4, 5, 6], [1, 0, 0, 1, 2, -1], bias: [10, 20], residual: [0, 0, 0, 100], rows: 2,
      depth: 3, columns: 2, activation: .none)
    #expect(product == [17, 19, 26, 119])
  }

  @Test(arguments: InstructionSet.available)
  func activationsAreTheFormulas(instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let x = (-200...200).map { Float($0) / 10 }
    let zero = [Float](repeating: 0, count: x.count)
    func relu6(_ x: Double) -> Double { min(max(x, 0), 6) }
    let formulas: [(Activation, (Double) -> Double)] = [
      (.none, { $0 }), (.relu, { max($0, 0) }), (.hardSwish, { $0 * relu6($0 + 3) / 6 }),
      (.hardSigmoid, { relu6($0 + 3) / 6 }), (.silu, { $0 * Double(sigmoid(Float($0))) }),
      (.sigmoid, { 1 / (1 + Foundation.exp(-$0)) }),
    ]
    for (activation, formula) in formulas {
      let found = runner.add(x, zero, activation: activation)
      let expected = x.map { Float(formula(Double($0))) }
      #expect(largestDifference(found, expected) <= 4e-6, "\(activation)")
    }
  }

  @Test(arguments: InstructionSet.available, Activation.allCases)
  func notANumberStaysSo(instructionSet: InstructionSet, activation: Activation) throws {
    try KernelRunner(instructionSet).checkNotANumber(activation: activation)
  }

  @Test(arguments: InstructionSet.available)
  func notANumberIsALargestValue(instructionSet: InstructionSet) throws {
    try KernelRunner(instructionSet).checkNotANumberPooled(against: KernelRunner(.scalar))
  }
}
