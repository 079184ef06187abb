import KernelChecks
import NeuralNetwork
import Testing

/// What weights a plan takes, and what it says to those that it does not.
@Suite struct ExecutionPlanTests {
  /// What a plan says to a file with the first `count` tensors, one by one as `edit` returns them.
  ///
  /// Tensors are read in the order of execution, so those behind a fault need not be made.
  static func error(
    _ network: Network, first count: Int = .max,
    edit: (Parameter, [Float]) -> (parameter: Parameter, floats: [Float])?
  ) throws -> WeightsError? {
    var writer = SafetensorsWriter()
    for parameter in network.parameters.prefix(count) {
      guard let tensor = edit(parameter, GeneratedWeights.floats(parameter)) else { continue }
      writer.add(
        name: tensor.parameter.name, shape: tensor.parameter.shape, floats: tensor.floats)
    }
    let file = try Safetensors(writer.serialized())
    do {
      _ = try ExecutionPlan(network, weights: file)
      return nil
    } catch { return error }
  }

  /// Batch norms, in the order of execution.
  static func normalizations(_ network: Network) -> [BatchNormalization] {
    network.layers.compactMap { layer in
      switch layer.operation {
      case .convolution(let convolution), .depthwiseConvolution(let convolution):
        convolution.weights.normalization
      default: nil
      }
    }
  }

  @Test(arguments: NetworkCase.all)
  func missingTensor(network: NetworkCase) throws {
    let parameters = network.backbone.parameters
    for index in [0, 1, parameters.count / 2] {
      let missing = parameters[index]
      let error = try Self.error(network.backbone, first: index + 8) {
        $0 == missing ? nil : ($0, $1)
      }
      #expect(error == .missingTensor(name: missing.name, expected: missing.shape))
    }
  }

  /// Where convolutions have a bias of their own, one whose batch norm is missing looks like one into
  /// which batch norm was folded.
  @Test(arguments: NetworkCase.normalized)
  func missingNormalization(network: NetworkCase) throws {
    let norm = Self.normalizations(network.backbone)[2]
    let error = try Self.error(network.backbone, first: 24) {
      norm.parameters.contains($0) ? nil : ($0, $1)
    }
    #expect(error == .missingTensor(name: norm.gamma.name, expected: norm.gamma.shape))
  }

  @Test(arguments: NetworkCase.all)
  func wrongShape(network: NetworkCase) throws {
    let kernel = network.backbone.parameters[0]
    let shape = [Int](kernel.shape.reversed())
    let error = try Self.error(network.backbone, first: 1) {
      (Parameter(name: $0.name, shape: shape), $1)
    }
    #expect(error == .wrongShape(name: kernel.name, expected: kernel.shape, found: shape))
  }

  @Test func messagesNameTensorAndShape() throws {
    let network = Network.backbone(.mobileNetV3Small, origin: .torchvision)
    let missing = try Self.error(network) {
      $0.name == [UInt8]("features.12.0.weight".utf8) ? nil : ($0, $1)
    }
    #expect(
      "\(try #require(missing))"
        == "tensor 'features.12.0.weight' of shape [576, 96, 1, 1] is missing")
    let misshapen = try Self.error(network, first: 1) {
      (Parameter(name: $0.name, shape: [3, 16, 3, 3]), $1)
    }
    #expect(
      "\(try #require(misshapen))"
        == "tensor 'features.0.0.weight' has shape [3, 16, 3, 3], expected [16, 3, 3, 3]")
  }

  @Test(arguments: NetworkCase.all, [Float.nan, .infinity])
  func valuesThatAreNotFinite(network: NetworkCase, value: Float) throws {
    let faulty = network.backbone.parameters[1]
    let error = try Self.error(network.backbone, first: 6) { parameter, floats in
      (parameter, parameter == faulty ? [value] + floats.dropFirst() : floats)
    }
    #expect(error == .notFinite(name: faulty.name))
  }

  @Test(arguments: NetworkCase.normalized)
  func negativeVariance(network: NetworkCase) throws {
    let variance = Self.normalizations(network.backbone)[1].variance
    let error = try Self.error(network.backbone, first: 24) { parameter, floats in
      (parameter, parameter == variance ? [-1e-3] + floats.dropFirst() : floats)
    }
    #expect(error == .negativeVariance(name: variance.name))
  }

  @Test(arguments: NetworkCase.all)
  func wrongElementType(network: NetworkCase) throws {
    let kernel = network.backbone.parameters[0]
    var writer = SafetensorsWriter()
    writer.add(
      name: kernel.name, shape: kernel.shape, uint64s: [UInt64](repeating: 0, count: kernel.count))
    let file = try Safetensors(writer.serialized())
    #expect(throws: WeightsError.wrongElementType(name: kernel.name, found: .u64)) {
      try ExecutionPlan(network.backbone, weights: file)
    }
  }

  /// A file may hold more than is asked for: a checkpoint, or a classifier of its own.
  @Test func furtherTensorsAreIgnored() throws {
    let network = Network.backbone(.mobileNetV3Small, origin: .keras)
    let file = try GeneratedWeights.file(for: network) {
      $0.append((Parameter(name: [UInt8]("classifier.0.weight".utf8), shape: [1]), [.nan]))
    }
    #expect(throws: Never.self) { try ExecutionPlan(network, weights: file) }
  }

  @Test func unavailableInstructionSet() throws {
    let network = NetworkCase(architecture: .mobileNetV3Small, origin: .torchvision)
    let file = try SharedWeights.of(network)
    for set in InstructionSet.allCases where !set.isAvailable {
      #expect(throws: WeightsError.unavailableInstructionSet(set)) {
        try ExecutionPlan(network.backbone, weights: file, instructionSet: set)
      }
    }
  }

  /// Folding in the file or folding at load must come to the same network.
  @Test(arguments: NetworkCase.normalized)
  func foldedWeightsAreTaken(network: NetworkCase) throws {
    let backbone = network.smallBackbone
    let image = GeneratedWeights.image(count: backbone.inputShape.count)
    let unfolded = try SharedWeights.of(network)
    let expected = run(try ExecutionPlan(backbone, weights: unfolded), on: image)
    let found = run(
      try ExecutionPlan(backbone, weights: FoldedFile.make(backbone, unfolded)), on: image)
    #expect(largestDifference(found, expected) <= 1e-6 * largestMagnitude(expected))
  }

  @Test(arguments: Architecture.allCases)
  func memoryIsShared(architecture: Architecture) throws {
    let shared = NetworkCase(architecture: architecture, origin: .keras)
    let network = shared.classifier
    let plan = try ExecutionPlan(network, weights: SharedWeights.of(shared))
    let everything = network.layers.reduce(0) { $0 + $1.outputShape.count } * 4
    // VGG16's first two layers put out 12.8 MB each, and must lie side by side.
    #expect(plan.arenaByteCount < everything / (architecture == .vgg16 ? 2 : 3))
    if architecture == .mobileNetV3Small { #expect(plan.arenaByteCount < 2 << 20) }
    // Batch norm is folded away; panels are filled up to whole vectors.
    let packed = network.parameterCount * 4
    #expect(plan.weightByteCount >= packed - packed / 32)
    // Winograd's filtering turns the 9 weights of a 3x3 window into 36 at most.
    let transformed = network.layers.reduce(0) { sum, layer in
      guard case .convolution(let convolution) = layer.operation, convolution.kernel == 3,
        convolution.stride == 1
      else { return sum }
      return sum + 27 * layer.inputShape.channels * layer.outputShape.channels * 4
    }
    #expect(plan.weightByteCount < packed + packed / 32 + transformed)
  }
}
