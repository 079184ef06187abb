import CKernels
import Foundation
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
    let pointers =
      MemoryLayout<lentigo_kernels>.size / MemoryLayout<Int>.size - 3  // three sizes come first
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

  /// A number lost on the way must not come out as a harmless one, on any processor.
  @Test(arguments: InstructionSet.available, Activation.allCases)
  func notANumberStaysSo(instructionSet: InstructionSet, activation: Activation) throws {
    let runner = try KernelRunner(instructionSet)
    let count = 37
    let zeros = [Float](repeating: 0, count: count)
    let ones = [Float](repeating: 1, count: count)
    for position in 0..<count {
      var input = zeros
      input[position] = .nan
      let expected = input.map(\.isNaN)
      #expect(runner.add(input, zeros, activation: activation).map(\.isNaN) == expected)
      #expect(
        runner.matrix(
          input, ones, bias: nil, residual: nil, rows: count, depth: 1, columns: 1,
          activation: activation
        ).map(\.isNaN) == expected)
      let dense = runner.dense(
        input, [Float](repeating: 1, count: count * count), bias: zeros, columns: count,
        activation: activation)
      #expect(dense.allSatisfy { $0.isNaN })
      let pixel = Window(
        height: 1, width: 1, channels: count, kernel: 1, stride: 1, origin: .torchvision)
      #expect(
        runner.depthwise(input, ones, bias: zeros, window: pixel, activation: activation)
          .map(\.isNaN) == expected)
    }
  }

  @Test(arguments: InstructionSet.available)
  func notANumberIsALargestValue(instructionSet: InstructionSet) throws {
    let runner = try KernelRunner(instructionSet)
    let reference = try KernelRunner(.scalar)
    let window = Window(
      height: 5, width: 5, channels: 5, kernel: 3, stride: 1, origin: .torchvision)
    for position in 0..<window.input.count {
      var input = (0..<window.input.count).map { Float($0) }
      input[position] = .nan
      let found = runner.maxPooling(input, window: window).map(\.isNaN)
      #expect(found.contains(true))
      #expect(found == reference.maxPooling(input, window: window).map(\.isNaN))
    }
  }
}
