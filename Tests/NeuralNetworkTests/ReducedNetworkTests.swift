import Foundation
import KernelChecks
import NeuralNetwork
import TestSupport
import Testing

/// Whole networks in reduced precision against 32-bit floats.
@Suite struct ReducedNetworkTests {
  static let instructionSet = InstructionSet.best
  static let precisions = [Precision.bf16, .int8].filter { $0.isAvailable(on: instructionSet) }

  /// The root mean square of the difference, for one of the reference.
  static func error(_ found: [Float], _ expected: [Float]) -> Double {
    var (difference, size) = (0.0, 0.0)
    for (a, b) in zip(found, expected) {
      difference += Double(a - b) * Double(a - b)
      size += Double(b) * Double(b)
    }
    return (difference / size).squareRoot()
  }

  /// Each rounded layer adds an error of its own, independent of those before it: they grow with the
  /// square root of the count of layers.
  ///
  /// bf16 rounds inputs and weights by 2^-9 at most, and so by 2^-9 / sqrt(3) on average: together
  /// .0016. int8's step is a 255th of the span of a layer's inputs, which is about eight times their
  /// standard deviation, and a 127th of the largest weight of an output, about three times theirs; a
  /// rounding error is a step / sqrt(12) on average: together .011. Three times that is granted: later
  /// layers may amplify what came in.
  static func bound(_ precision: Precision, _ network: Network) -> Double {
    let layers = network.layers.count {
      switch $0.operation {
      case .convolution, .dense, .squeezeExcite: true
      default: false
      }
    }
    return 3 * (precision == .bf16 ? 0.0016 : 0.011) * Double(layers).squareRoot()
  }

  static func expectWithinBound(
    _ network: Network, _ weights: Safetensors, _ image: [Float], _ name: String,
    everywhere: [Bool], factor: Double = 1
  ) throws {
    let expected = run(
      try ExecutionPlan(network, weights: weights, instructionSet: instructionSet), on: image)
    for precision in precisions {
      for everything in everywhere {
        let plan = try ExecutionPlan(
          network, weights: weights, instructionSet: instructionSet, precision: precision,
          reducesEverything: everything)
        let error = error(run(plan, on: image), expected)
        let bound = factor * bound(precision, network)
        print("\(name) \(precision)\(everything ? " everywhere" : ""): \(error), bound \(bound)")
        #expect(error <= bound)
        // bf16 alone may leave every layer of some networks as it was.
        #expect(error > 0 || !everything)
      }
    }
  }

  @Test(arguments: NetworkCase.all)
  func featuresAreThoseOfFloats(network: NetworkCase) throws {
    let features = network.pooledFeatures
    try Self.expectWithinBound(
      features, SharedWeights.of(network),
      GeneratedWeights.image(count: features.inputShape.count), network.testDescription,
      everywhere: [false, true])
  }

  @Test(
    .enabled(if: SharedData.path("weights") != nil, "needs the pretrained weights"),
    arguments: [
      (
        NetworkCase(architecture: .mobileNetV3Small, origin: .torchvision),
        "mobilenet_v3_small.torchvision"
      ),
      (
        NetworkCase(architecture: .efficientNetV2B0, origin: .keras),
        "efficientnetv2_b0.keras_bnfolded"
      ),
      (NetworkCase(architecture: .vgg16, origin: .keras), "vgg16.keras"),
    ])
  func pretrainedFeaturesAreThoseOfFloats(network: NetworkCase, file: String) throws {
    let path = try #require(SharedData.path("weights/\(file).safetensors"))
    let weights = try Safetensors([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    let colours = GeneratedWeights.uniform("squares".utf8, count: 14 * 14 * 3)
    let pixels = (0..<224 * 224 * 3).map { index in
      let (row, column) = (index / 3 / 224, index / 3 % 224)
      return (colours[(row / 16 * 14 + column / 16) * 3 + index % 3] * 256).rounded(.down)
    }
    try Self.expectWithinBound(
      network.pooledFeatures, weights,
      FrameworkFeatures.normalized(pixels, network.pooledFeatures.normalization),
      // Trained layers near the image do not forgive int8's steps, and plans leave them alone. Trained
      // weights and activations also have outliers, which widen the steps of all others: measured,
      // int8 moves EfficientNetV2-B0's features by .28 of their size, and bf16 MobileNetV3-Small's by .046
      // with every layer in the scalar reference: how much of that a processor shows depends on the layers
      // that it gains from.
      "pretrained \(network.testDescription)", everywhere: [false], factor: 2)
  }

  @Test(arguments: Architecture.allCases, precisions)
  func runsAreRepeatable(architecture: Architecture, precision: Precision) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let plan = try ExecutionPlan(
      network.smallBackbone, weights: SharedWeights.of(network),
      instructionSet: Self.instructionSet, precision: precision)
    let session = InferenceSession(plan)
    let images = (0..<2).map(InferenceSessionTests.image)
    let results = [0, 1, 0, 1].map { index in
      _ = session.input.update(from: images[index])
      return session.outputs()
    }
    #expect(results[0] == results[2] && results[1] == results[3] && results[0] != results[1])
    #expect(run(plan, on: images[1]) == results[1])
  }

  /// Rounding is the same on every instruction set; a sum in another order may tip a value over, so
  /// that agreement is that of the format, not of floats.
  @Test(arguments: precisions)
  func referenceAgrees(precision: Precision) throws {
    let network = NetworkCase(architecture: .mobileNetV3Small, origin: .keras)
    let image = InferenceSessionTests.image(0)
    let results = try [InstructionSet.scalar, Self.instructionSet].map {
      run(
        try ExecutionPlan(
          network.smallBackbone, weights: SharedWeights.of(network), instructionSet: $0,
          precision: precision, reducesEverything: true), on: image)
    }
    #expect(Self.error(results[1], results[0]) <= Self.bound(precision, network.backbone) / 2)
  }

  @Test(arguments: Architecture.allCases, precisions)
  func weightsAreSmaller(architecture: Architecture, precision: Precision) throws {
    let network = NetworkCase(architecture: architecture, origin: .keras)
    let weights = try SharedWeights.of(network)
    let bytes = try [(Precision.fp32, false), (precision, false), (precision, true)].map {
      try ExecutionPlan(
        network.classifier, weights: weights, instructionSet: Self.instructionSet, precision: $0,
        reducesEverything: $1
      ).weightByteCount
    }
    #expect(bytes[1] < bytes[0])
    // Half, or a quarter; with lines of scales, and some layers that stay as they are.
    let count = network.classifier.parameterCount
    #expect(bytes[2] < count * (precision == .bf16 ? 2 : 1) * 5 / 4)
  }

  @Test func unavailablePrecisionIsRefused() throws {
    let network = NetworkCase(architecture: .mobileNetV3Small, origin: .torchvision)
    let weights = try SharedWeights.of(network)
    for set in InstructionSet.available {
      #expect(Precision.available(on: set).first == .fp32)
      for precision in Precision.allCases where !precision.isAvailable(on: set) {
        #expect(throws: WeightsError.unavailablePrecision(precision, set)) {
          try ExecutionPlan(
            network.backbone, weights: weights, instructionSet: set, precision: precision)
        }
      }
    }
    #expect(Precision.available(on: .scalar) == Precision.allCases)
  }
}
