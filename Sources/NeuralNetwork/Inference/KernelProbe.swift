#if !hasFeature(Embedded)
  import CKernels

  /// One call of a kernel as a network makes it, for any instruction set: what benchmarks time.
  package final class KernelProbe {
    /// What the call does, the same for every instruction set.
    package struct Call: Sendable {
      /// The kernel's name in the C table.
      package let kernel: String
      package let architecture: Architecture
      package let precision: Precision
      package let inputShape: Shape
      package let outputShape: Shape
      /// Additions and multiplications; of a convolution as its definition has them, even where
      /// Winograd's formula saves some. 0 where the kernel only compares.
      package let operations: Int
      /// Bytes of activations and of weights that are read or written at least once.
      package let bytes: Int
      let step: Step
      let arenaCount: Int
    }

    private let arena: PackedWeights
    private let weights: PackedWeights
    private let bound: BoundStep
    private let kernels: UnsafePointer<lentigo_kernels>
    private let output: UnsafeBufferPointer<Float>

    /// The call of each kind of kernel that takes the most operations in a network; all networks in
    /// all precisions together meet every kernel of the C table that `instructionSet` has, those of
    /// reduced precision also where a plan would leave them out as slower.
    ///
    /// - Throws: `WeightsError` where `instructionSet` or `precision` is not available here.
    package static func calls(
      of architecture: Architecture, precision: Precision = .fp32,
      instructionSet: InstructionSet = .best
    ) throws -> [Call] {
      let network = Network.classifier(architecture, origin: .keras)
      let plan = try ExecutionPlan(
        network, weights: try GeneratedWeights.file(for: network), instructionSet: instructionSet,
        precision: precision, reducesEverything: true)
      var largest: [Call] = []
      for step in plan.built.steps + plan.built.steps.compactMap(\.sum) {
        let moved =
          step.inputShape.count + step.secondCount + step.outputShape.count + step.weightCount
        let call = Call(
          kernel: "\(StepKernel(step.kernel).name)", architecture: architecture,
          precision: precision, inputShape: step.inputShape, outputShape: step.outputShape,
          operations: step.operations, bytes: 4 * moved, step: step,
          arenaCount: plan.built.arenaCount)
        if let index = largest.firstIndex(where: { $0.kernel == call.kernel }) {
          if (largest[index].operations, largest[index].bytes) < (call.operations, call.bytes) {
            largest[index] = call
          }
        } else {
          largest.append(call)
        }
      }
      return largest
    }

    /// Makes the call ready to run with the kernels of one instruction set; nil where they are not
    /// available here.
    ///
    /// The scalar reference of Winograd's formula, which is there to be read, takes seconds: plain
    /// convolution stands in for it.
    package init?(_ call: Call, instructionSet: InstructionSet) {
      guard call.precision.isAvailable(on: instructionSet),
        let kernels = lentigo_kernels_for(instructionSet.rawValue)
      else { return nil }
      self.kernels = kernels
      var step = call.step
      var arenaCount = call.arenaCount
      if instructionSet == .scalar, let plain = step.plainConvolution(at: arenaCount) {
        step = plain
        arenaCount += plain.scratchCount
      }
      step.weights = 0
      arena = PackedWeights(count: arenaCount)
      let hasWeights = step.weightCount > 0
      weights = PackedWeights(count: hasWeights ? step.packedCount(kernels) : 0)
      if hasWeights {
        step.pack(
          Self.numbers(step.weightCount), Self.numbers(step.outputShape.channels), kernels,
          into: weights.base)
      }
      // Factors and summands that leave values in range, however often the call is repeated in
      // place: numbers that fade away to nothing would slow a processor down.
      arena.base.update(repeating: 1, count: arena.count)
      for index in 0..<step.inputShape.count where index % 2 == 1 {
        arena.base[step.input + index] = -1
      }
      if case .channelScale = step.kernel, let factors = step.second {
        (arena.base + factors).update(repeating: 1, count: step.inputShape.channels)
      }
      output = UnsafeBufferPointer(
        start: arena.base + step.output, count: step.outputShape.count)
      bound = BoundStep(step, arena: arena.base, weights: UnsafePointer(weights.base))
    }

    /// Calls the kernel once.
    package func run() {
      bound.run(kernels)
    }

    /// What the last call put out.
    package var outputs: [Float] { [Float](output) }

    /// Small numbers of both signs.
    private static func numbers(_ count: Int) -> [Float] {
      (0..<count).map { Float($0 % 17 - 8) / 256 }
    }
  }
#endif
