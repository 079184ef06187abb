import KernelChecks
import NeuralNetwork
import Testing

/// The engine against Keras and torchvision themselves, on weights made from tensor names.
@Suite struct FrameworkParityTests {
  /// The order is not compared: frameworks list a shortcut in other places than we compute it.
  @Test(arguments: NetworkCase.all)
  func namesAndShapesAreTheFrameworks(network: NetworkCase) throws {
    let golden = try GoldenFiles.frameworkOutput(network)
    let expected = String(decoding: try #require(golden.metadata("tensors")), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let found = network.backbone.parameters.map { parameter in
      String(decoding: parameter.name, as: UTF8.self) + " "
        + parameter.shape.map(String.init).joined(separator: "x")
    }
    #expect(found.sorted() == expected.sorted())
    if network.architecture != .resNet50 { #expect(found == expected) }
  }

  @Test(arguments: NetworkCase.all)
  func featuresAndLogitAreTheFrameworks(network: NetworkCase) throws {
    let golden = try GoldenFiles.frameworkOutput(network)
    let weights = try SharedWeights.of(network)
    let image = GeneratedWeights.image(count: network.classifier.inputShape.count)
    let largest = try #require(golden.floats(named: "largest")).first ?? 0
    let expected = try #require(golden.floats(named: "logit"))
    for set in network.affordableInstructionSets {
      let features = run(
        try ExecutionPlan(network.backbone, weights: weights, instructionSet: set), on: image)
      try FrameworkFeatures.expect(
        features, golden, "features", "largest", "\(network.testDescription) \(set)")
    }
    // The head is the same kernels once more: KernelTests compares those of every instruction set.
    let logit = run(try ExecutionPlan(network.classifier, weights: weights), on: image)
    #expect(logit.count == 1)
    // The head's sums run over values as large as the largest feature.
    #expect(largestDifference(logit, expected) <= 1e-5 * largest)
    let pooled = run(try ExecutionPlan(network.pooledFeatures, weights: weights), on: image)
    #expect(pooled.count == network.pooledFeatures.outputCount)
    let found = stride(from: 0, to: pooled.count, by: 64).map { pooled[$0] }
    #expect(
      largestDifference(found, try #require(golden.floats(named: "pooled"))) <= 1e-5 * largest)
  }

  /// From pixels on, so that the normalisation is the framework's too; on every instruction set.
  @Test(arguments: NetworkCase.all)
  func featuresOfOddSizesAreTheFrameworks(network: NetworkCase) throws {
    let golden = try GoldenFiles.frameworkOutput(network)
    let backbone = network.oddBackbone
    let weights = try SharedWeights.of(network)
    let input = FrameworkFeatures.normalized(
      GeneratedWeights.uniform("pixels".utf8, count: backbone.inputShape.count)
        .map { ($0 * 256).rounded(.down) }, backbone.normalization)
    for set in InstructionSet.available {
      let features = run(
        try ExecutionPlan(backbone, weights: weights, instructionSet: set), on: input)
      try FrameworkFeatures.expect(
        features, golden, "odd.features", "odd.largest", "\(network.testDescription) \(set), odd")
    }
  }

  /// The same sums under the other origin's padding sample another grid: were padding not part of
  /// the origin, nothing else would notice.
  @Test func paddingFollowsTheOrigin() throws {
    let torch = Network.backbone(.mobileNetV3Small, origin: .torchvision)
    let keras = Network.backbone(.mobileNetV3Small, origin: .keras)
    for (a, b) in zip(torch.layers, keras.layers) {
      guard case .depthwiseConvolution(let first) = a.operation,
        case .depthwiseConvolution(let second) = b.operation
      else { continue }
      let side = (first.kernel - 1) / 2
      #expect(first.padding == Padding(top: side, left: side, bottom: side, right: side))
      let before = first.stride == 2 ? side - 1 : side
      #expect(second.padding == Padding(top: before, left: before, bottom: side, right: side))
    }
  }
}
