import NeuralNetwork
import Testing

/// What weights a plan takes, and what it says to those that it does not.
@Suite struct ExecutionPlanTests {
  static let network = Network.backbone(.mobileNetV3Small, origin: .torchvision)

  static func error(
    edit: (inout [(parameter: Parameter, floats: [Float])]) -> Void
  ) throws -> WeightsError? {
    let file = try GeneratedWeights.file(for: network, edit: edit)
    do {
      _ = try ExecutionPlan(network, weights: file)
      return nil
    } catch { return error }
  }

  @Test func missingTensor() throws {
    let error = try Self.error {
      $0.removeAll { $0.parameter.name == [UInt8]("features.12.0.weight".utf8) }
    }
    #expect(
      error
        == .missingTensor(name: [UInt8]("features.12.0.weight".utf8), expected: [576, 96, 1, 1]))
    #expect(
      "\(try #require(error))"
        == "tensor 'features.12.0.weight' of shape [576, 96, 1, 1] is missing")
  }

  @Test func wrongShape() throws {
    let error = try Self.error { tensors in
      let shape = [3, 16, 3, 3]
      tensors[0].parameter = Parameter(name: tensors[0].parameter.name, shape: shape)
    }
    #expect(
      error
        == .wrongShape(
          name: [UInt8]("features.0.0.weight".utf8), expected: [16, 3, 3, 3], found: [3, 16, 3, 3]))
    #expect(
      "\(try #require(error))"
        == "tensor 'features.0.0.weight' has shape [3, 16, 3, 3], expected [16, 3, 3, 3]")
  }

  @Test(arguments: [Float.nan, .infinity])
  func valuesThatAreNotFinite(value: Float) throws {
    let error = try Self.error { $0[1].floats[3] = value }
    #expect(error == .notFinite(name: [UInt8]("features.0.1.weight".utf8)))
  }

  @Test func negativeVariance() throws {
    let error = try Self.error { $0[4].floats[0] = -1e-3 }
    #expect(error == .negativeVariance(name: [UInt8]("features.0.1.running_var".utf8)))
  }

  @Test func wrongElementType() throws {
    var writer = SafetensorsWriter()
    for parameter in Self.network.parameters {
      let zeros = [UInt64](repeating: 0, count: parameter.count)
      writer.add(name: parameter.name, shape: parameter.shape, uint64s: zeros)
    }
    let file = try Safetensors(writer.serialized())
    #expect(
      throws: WeightsError.wrongElementType(name: Self.network.parameters[0].name, found: .u64)
    ) {
      try ExecutionPlan(Self.network, weights: file)
    }
  }

  /// A file may hold more than is asked for: a checkpoint, or a classifier of its own.
  @Test func furtherTensorsAreIgnored() throws {
    let error = try Self.error {
      $0.append((Parameter(name: [UInt8]("classifier.0.weight".utf8), shape: [1]), [.nan]))
    }
    #expect(error == nil)
  }

  @Test func unavailableInstructionSet() throws {
    let file = try GeneratedWeights.file(for: Self.network)
    for set in InstructionSet.allCases where !set.isAvailable {
      #expect(throws: WeightsError.unavailableInstructionSet(set)) {
        try ExecutionPlan(Self.network, weights: file, instructionSet: set)
      }
    }
  }

  /// Folding in the file or folding at load must come to the same network.
  @Test(arguments: WeightOrigin.allCases)
  func foldedWeightsAreTaken(origin: WeightOrigin) throws {
    let network = Network.backbone(.mobileNetV3Small, origin: origin)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    let unfolded = try GeneratedWeights.file(for: network)
    let expected = run(try ExecutionPlan(network, weights: unfolded), on: image)
    let found = run(
      try ExecutionPlan(network, weights: FoldedFile.make(network, unfolded)), on: image)
    #expect(largestDifference(found, expected) <= 1e-6 * largestMagnitude(expected))
  }

  @Test func memoryIsShared() throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .keras)
    let plan = try ExecutionPlan(network, weights: GeneratedWeights.file(for: network))
    let everything = network.layers.reduce(0) { $0 + $1.outputShape.count } * 4
    #expect(plan.arenaByteCount < everything / 3)
    #expect(plan.arenaByteCount < 2 << 20)
    #expect(plan.weightByteCount >= (network.parameterCount - 30_000) * 4)
    #expect(plan.weightByteCount < (network.parameterCount + 30_000) * 4)
  }
}
