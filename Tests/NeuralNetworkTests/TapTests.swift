import KernelChecks
import NeuralNetwork
import Testing

/// The means of blocks' outputs that a plan gives beside what the network puts out.
@Suite struct TapTests {
  private static let torchvision = NetworkCase.all.filter { $0.origin == .torchvision }

  /// What a session taps.
  private static func tap(_ plan: ExecutionPlan, on image: [Float]) -> [Float] {
    let session = InferenceSession(plan)
    _ = session.input.update(from: image)
    return withExtendedLifetime(session) {
      _ = session.run()
      return [Float](session.tap)
    }
  }

  /// The last layer of each row of the table, whose output is the row's.
  private static func lastLayers(_ network: Network) throws -> [Int] {
    let rows = network.layerBlocks
    return try network.blocks.indices.map { row in try #require(rows.lastIndex(of: row)) }
  }

  /// A few rows of those networks that take long, the first and the last among them.
  private static func some(_ rows: Int, of network: NetworkCase) -> [Int] {
    network.architecture == .mobileNetV3Small
      ? Array(0..<rows) : [0, rows / 3, 2 * rows / 3, rows - 1]
  }

  /// The backbone's rows, with every instruction set whose time allows it.
  @Test(arguments: torchvision)
  func meansAreTheFrameworks(network: NetworkCase) throws {
    let golden = try GoldenFiles.frameworkTaps(network)
    let means = try #require(golden.floats(named: "means"))
    let largest = try #require(golden.floats(named: "largest"))
    let backbone = network.backbone
    let layers = try Self.lastLayers(backbone)
    let channels = layers.map { backbone.layers[$0].outputShape.channels }
    // Of every eighth channel.
    let starts = channels.indices.map { row in
      channels[..<row].reduce(0) { $0 + ($1 + 7) / 8 }
    }
    #expect(layers.count == largest.count)
    #expect(means.count == channels.reduce(0) { $0 + ($1 + 7) / 8 })
    let image = GeneratedWeights.image(count: backbone.inputShape.count)
    for set in network.affordableInstructionSets {
      for row in Self.some(layers.count, of: network) {
        let plan = try ExecutionPlan(
          backbone, weights: SharedWeights.of(network), instructionSet: set, tap: layers[row])
        let found = Self.tap(plan, on: image)
        #expect(found.count == channels[row] && plan.tapCount == channels[row])
        let eighths = stride(from: 0, to: found.count, by: 8).map { found[$0] }
        let expected = means[starts[row]..<starts[row] + eighths.count]
        #expect(
          largestDifference(eighths, expected) <= 1e-5 * largest[row],
          "row \(row) of \(network.testDescription) with \(set)")
      }
    }
  }

  /// Asking for means changes nothing else, on any network.
  @Test(arguments: NetworkCase.all)
  func theOutputStaysAsItWas(network: NetworkCase) throws {
    let backbone = network.smallBackbone
    let weights = try SharedWeights.of(network)
    let image = GeneratedWeights.image(count: backbone.inputShape.count)
    let layers = try Self.lastLayers(backbone)
    for set in InstructionSet.available {
      let plain = try ExecutionPlan(backbone, weights: weights, instructionSet: set)
      #expect(plain.tapCount == 0 && InferenceSession(plain).tap.isEmpty)
      let output = run(plain, on: image)
      for row in [0, layers.count / 2, layers.count - 1] {
        let tapped = try ExecutionPlan(
          backbone, weights: weights, instructionSet: set, tap: layers[row])
        #expect(run(tapped, on: image) == output, "row \(row) with \(set)")
        #expect(tapped.stepDescriptions.count == plain.stepDescriptions.count + 1)
        guard row == layers.count - 1 else { continue }

        // The last row's mean, by plain loops.
        let channels = backbone.outputShape.channels
        let last = (0..<channels).map { channel in
          let values = stride(from: channel, to: output.count, by: channels).map { output[$0] }
          return Float(values.reduce(0) { $0 + Double($1) } / Double(values.count))
        }
        let found = Self.tap(tapped, on: image)
        #expect(largestDifference(found, last) <= 1e-6 * largestMagnitude(output))
      }
    }
  }

  /// Instruction sets round differently, and no more than that.
  @Test(arguments: NetworkCase.all)
  func instructionSetsAgree(network: NetworkCase) throws {
    let backbone = network.smallBackbone
    let weights = try SharedWeights.of(network)
    let image = GeneratedWeights.image(count: backbone.inputShape.count)
    let layers = try Self.lastLayers(backbone)
    for row in [layers.count / 2, layers.count - 1] {
      let all = try InstructionSet.available.map { set in
        Self.tap(
          try ExecutionPlan(backbone, weights: weights, instructionSet: set, tap: layers[row]),
          on: image)
      }
      let reference = try #require(all.first)
      for (set, found) in zip(InstructionSet.available, all) {
        #expect(
          largestDifference(found, reference) <= 1e-5 * max(largestMagnitude(reference), 1),
          "row \(row) with \(set)")
      }
    }
  }

  /// The same bits by several workers.
  @Test(arguments: Architecture.allCases)
  func aTapDoesNotDependOnTheCountOfWorkers(architecture: Architecture) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let backbone = network.oddBackbone
    let layers = try Self.lastLayers(backbone)
    let plan = try ExecutionPlan(
      backbone, weights: SharedWeights.of(network), tap: layers[layers.count / 2])
    let image = GeneratedWeights.image(count: backbone.inputShape.count)
    let expected = Self.tap(plan, on: image)
    #expect(!expected.isEmpty)
    for workers in 1...3 {
      let session = PartedSession(plan, workers: workers)
      _ = session.input.update(from: image)
      PartedSessionTests.runAtOnce(session)
      let found = [Float](session.tap)
      withExtendedLifetime(session) {}
      #expect(found == expected, "\(workers) workers")
    }
  }

  /// Rows of the head too: the means of what is flattened, and vectors as they are.
  @Test(arguments: [(2, 576), (1, 128), (0, 1)])
  func aHeadsRowsCanBeTapped(fromTheEnd: Int, count: Int) throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let weights = try GeneratedWeights.file(for: network)
    let layer = try #require(Self.lastLayers(network).dropLast(fromTheEnd).last)
    let plan = try ExecutionPlan(network, weights: weights, tap: layer)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    let found = Self.tap(plan, on: image)
    #expect(found.count == count)
    if fromTheEnd == 0 { #expect(found == run(plan, on: image)) }
  }

  /// Layers that the network does not have give nothing, and harm nothing.
  @Test(arguments: [-1, 1000, Int.max, Int.min])
  func layersThatAreNotThereGiveNothing(layer: Int) throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let plan = try ExecutionPlan(
      network, weights: GeneratedWeights.file(for: network), tap: layer)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    #expect(plan.tapCount == 0 && Self.tap(plan, on: image).isEmpty)
  }
}
