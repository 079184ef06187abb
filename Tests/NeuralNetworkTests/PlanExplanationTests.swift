import NeuralNetwork
import Testing

/// What a plan says about its steps.
@Suite struct PlanExplanationTests {
  static func plan(
    _ architecture: Architecture, _ instructionSet: InstructionSet = .best
  ) throws -> ExecutionPlan {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    return try ExecutionPlan(
      network.classifier, weights: SharedWeights.of(network), instructionSet: instructionSet)
  }

  @Test(arguments: Architecture.allCases)
  func multiplyAddsAreTheNetworks(architecture: Architecture) throws {
    for set in InstructionSet.available {
      let plan = try Self.plan(architecture, set)
      let steps = plan.stepDescriptions
      #expect(steps.reduce(0) { $0 + $1.multiplyAdds } == plan.network.multiplyAdds)
      for step in steps {
        // Winograd's filtering does fewer, but for tiles that hang over the edge.
        #expect(
          step.kernel == .winograd
            ? step.executedMultiplyAdds < step.multiplyAdds
            : step.executedMultiplyAdds == step.multiplyAdds)
      }
    }
  }

  @Test(arguments: Architecture.allCases)
  func everyLayerIsCovered(architecture: Architecture) throws {
    let plan = try Self.plan(architecture)
    let layers = plan.network.layers
    let steps = plan.stepDescriptions
    for (index, layer) in layers.enumerated() {
      let own = steps.filter { $0.layer == index }
      switch layer.operation {
      case .flatten: #expect(own.isEmpty)
      case .add:
        #expect(own.count == (steps.contains { $0.layer == index - 1 && $0.addsResidual } ? 0 : 1))
      case .squeezeExcite:
        #expect(own.map(\.kernel) == [.channelMean, .dense, .dense, .channelScale])
      default: #expect(own.count == 1)
      }
      for step in own where !layer.parameters.isEmpty {
        let name = try #require(layer.parameters.first?.name)
        #expect(!step.name.isEmpty && name.starts(with: step.name))
      }
    }
    #expect(steps.map(\.layer) == steps.map(\.layer).sorted())
  }

  @Test(arguments: Architecture.allCases)
  func bytesAreThoseOfShapesAndPanels(architecture: Architecture) throws {
    let plan = try Self.plan(architecture)
    let steps = plan.stepDescriptions
    let weights = steps.reduce(0) { $0 + $1.weightByteCount }
    // Each step's panels begin on a cache line.
    #expect(weights <= plan.weightByteCount && plan.weightByteCount <= weights + 64 * steps.count)
    for step in steps {
      #expect(step.arenaByteCount <= plan.arenaByteCount)
      #expect(step.writtenByteCount == 4 * step.outputShape.count)
      let second = step.readByteCount - 4 * step.inputShape.count
      switch step.kernel {
      case .add: #expect(second == step.writtenByteCount)
      case .channelScale: #expect(second == 4 * step.inputShape.channels)
      default: #expect(second == (step.addsResidual ? step.writtenByteCount : 0))
      }
      #expect(
        (step.weightByteCount > 0)
          == [.matrix, .convolution, .winograd, .depthwise, .dense].contains(step.kernel))
      #expect((step.scratchByteCount > 0) == [.convolution, .winograd].contains(step.kernel))
      #expect((step.block > 0) == [.convolution, .winograd].contains(step.kernel))
      #expect(step.window >= step.stride || step.window == 1)
    }
  }

  /// What is computed, and on what, is the same in every precision; only weights and scratch differ.
  @Test(arguments: ReducedNetworkTests.precisions)
  func reducedStepsAreDescribedToo(precision: Precision) throws {
    let network = NetworkCase(architecture: .mobileNetV3Small, origin: .keras)
    let weights = try SharedWeights.of(network)
    let plans = try [Precision.fp32, precision].map {
      try ExecutionPlan(
        network.classifier, weights: weights, instructionSet: .best, precision: $0,
        reducesEverything: true)
    }
    let reduced = plans[1].stepDescriptions
    #expect(reduced.count == plans[0].stepDescriptions.count)
    for (step, reference) in zip(reduced, plans[0].stepDescriptions) {
      #expect(step.multiplyAdds == reference.multiplyAdds)
      #expect(step.readByteCount == reference.readByteCount)
      #expect((step.window, step.stride) == (reference.window, reference.stride))
      #expect(step.tile == reference.tile || reference.kernel == .winograd)
      guard step.kernel != reference.kernel else { continue }
      #expect(step.scratchByteCount > 0)
    }
    #expect(reduced.contains { $0.kernel == (precision == .int8 ? .matrixInt8 : .matrixBF16) })
  }

  @Test(arguments: Architecture.allCases)
  func observedRunsGiveTheSame(architecture: Architecture) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let plan = try ExecutionPlan(network.smallBackbone, weights: SharedWeights.of(network))
    let session = InferenceSession(plan)
    _ = session.input.update(from: GeneratedWeights.image(count: session.input.count))
    let expected = session.outputs()
    var seen: [Int] = []
    let found = [Float](session.run(observing: { seen.append($0) }))
    #expect(found == expected)
    #expect(seen == Array(plan.stepDescriptions.indices))
  }

  @Test func probesDoWhatTheySay() {
    for set in InstructionSet.allCases {
      let count = CoreProbe.multiplyAdds(set, rounds: 10)
      #expect(count > 0 && CoreProbe.multiplyAdds(set, rounds: 1000) == 100 * count)
      let block = (0..<1003).map { Float($0 % 7) }
      #expect(CoreProbe.read(block, times: 3, set) == 3 * block.reduce(0, +))
      #expect(CoreProbe.read([], times: 3, set) == 0)
    }
  }
}
