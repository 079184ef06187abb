import NeuralNetwork
import Testing

/// The engine against Keras and torchvision themselves, on weights made from tensor names.
@Suite struct FrameworkParityTests {
  @Test(arguments: WeightOrigin.allCases)
  func namesAndShapesAreTheFrameworks(origin: WeightOrigin) throws {
    let golden = try GoldenFiles.frameworkOutput(origin)
    let expected = String(decoding: try #require(golden.metadata("tensors")), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let found = Network.backbone(.mobileNetV3Small, origin: origin).parameters.map { parameter in
      String(decoding: parameter.name, as: UTF8.self) + " "
        + parameter.shape.map(String.init).joined(separator: "x")
    }
    #expect(found.count == 206)
    #expect(found == expected)
  }

  @Test(arguments: WeightOrigin.allCases, InstructionSet.available)
  func featuresAreTheFrameworks(origin: WeightOrigin, instructionSet: InstructionSet) throws {
    let golden = try GoldenFiles.frameworkOutput(origin)
    let network = Network.backbone(.mobileNetV3Small, origin: origin)
    let plan = try ExecutionPlan(
      network, weights: GeneratedWeights.file(for: network), instructionSet: instructionSet)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    let features = run(plan, on: image)
    let expected = try #require(golden.floats(named: "features"))
    let largest = try #require(golden.floats(named: "largest")).first ?? 0
    let found = stride(from: 0, to: features.count, by: 8).map { features[$0] }
    #expect(largestDifference(found, expected) <= 1e-5 * largest)
    #expect(abs(largestMagnitude(features) - largest) <= 1e-5 * largest)
  }

  @Test(arguments: WeightOrigin.allCases, InstructionSet.available)
  func logitIsTheFrameworks(origin: WeightOrigin, instructionSet: InstructionSet) throws {
    let golden = try GoldenFiles.frameworkOutput(origin)
    let network = Network.classifier(.mobileNetV3Small, origin: origin)
    let weights = try GeneratedWeights.file(for: network)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    let logit = run(
      try ExecutionPlan(network, weights: weights, instructionSet: instructionSet), on: image)
    #expect(logit.count == 1)
    #expect(
      largestDifference(logit, try #require(golden.floats(named: "logit"))) <= 1e-3)

    let pooling = Network.pooledFeatures(.mobileNetV3Small, origin: origin)
    let pooled = run(
      try ExecutionPlan(pooling, weights: weights, instructionSet: instructionSet), on: image)
    #expect(pooled.count == 5184)
    let largest = try #require(golden.floats(named: "largest")).first ?? 0
    let found = stride(from: 0, to: pooled.count, by: 64).map { pooled[$0] }
    #expect(
      largestDifference(found, try #require(golden.floats(named: "pooled"))) <= 1e-5 * largest)
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
