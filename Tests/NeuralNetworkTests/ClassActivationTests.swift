import NeuralNetwork
import Testing

/// Maps of where the logit came from, against the head written out in double precision.
@Suite struct ClassActivationTests {
  /// Leaves an odd row and an odd column over behind the pooling of some backbones.
  static func network(_ architecture: Architecture) -> Network {
    .classifier(architecture, origin: .keras, height: 97, width: 129)
  }

  @Test(arguments: Architecture.allCases)
  func sharesAreTheHeadsDerivatives(architecture: Architecture) throws {
    let network = Self.network(architecture)
    let weights = try GeneratedWeights.file(for: network)
    let backbone = Network.backbone(architecture, origin: .keras, height: 97, width: 129)
    let image = GeneratedWeights.image(count: network.inputShape.count)
    let cases = NetworkCase(architecture: architecture, origin: .keras)
    for set in cases.affordableInstructionSets {
      let session = InferenceSession(
        try ExecutionPlan(network, weights: weights, instructionSet: set))
      _ = session.input.update(from: image)
      let logit = session.firstOutput()
      let map = try #require(session.classActivationMap())
      let features = InferenceSession(
        try ExecutionPlan(backbone, weights: weights, instructionSet: set))
      _ = features.input.update(from: image)
      let head = try ScalarHead(
        features: features.outputs().map(Double.init), shape: backbone.outputShape, weights)
      #expect(map.width == backbone.outputShape.width && map.height == backbone.outputShape.height)

      let bound = 1e-5 * max(1, map.values.reduce(0) { max($0, Double($1.magnitude)) })
      #expect(abs(head.logit() - Double(logit)) < 10 * bound)
      for place in map.values.indices {
        // Both sides lie on the same linear piece, so that the difference is the derivative.
        let step = 1e-6
        let above = head.logit(scaling: place, by: 1 + step)
        let derivative = (above - head.logit(scaling: place, by: 1 - step)) / (2 * step)
        #expect(abs(Double(map.values[place]) - derivative) < bound, "\(set), place \(place)")
      }
      let sum = map.values.reduce(Double(map.bias)) { $0 + Double($1) }
      #expect(abs(sum - Double(logit)) < 10 * bound)
      #expect(map.values.contains { $0 > 0 } && map.values.contains { $0 < 0 })
    }
  }

  @Test func placesThatNoWindowCoversAreNothing() throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .torchvision)
    let session = InferenceSession(
      try ExecutionPlan(network, weights: GeneratedWeights.file(for: network)))
    _ = session.input.update(from: GeneratedWeights.image(count: network.inputShape.count))
    _ = session.run()
    let map = try #require(session.classActivationMap())
    #expect(map.width == 7 && map.height == 7 && map.values.count == 49)
    for index in 0..<7 { #expect(map.values[42 + index] == 0 && map.values[7 * index + 6] == 0) }
    // The next picture's pixels may be there already.
    session.input.update(repeating: 0)
    #expect(session.classActivationMap() == map)
    _ = session.run()
    #expect(session.classActivationMap() != map)
  }

  @Test func onlyClassifiersHaveMaps() throws {
    for network in [
      Network.backbone(.mobileNetV3Small, origin: .keras, height: 64, width: 64),
      .pooledFeatures(.mobileNetV3Small, origin: .keras),
    ] {
      let session = InferenceSession(
        try ExecutionPlan(network, weights: GeneratedWeights.file(for: network)))
      _ = session.run()
      #expect(session.classActivationMap() == nil)
    }
  }

  @Test func thereIsNoMapOfALogitThatIsNoNumber() throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .keras, height: 64, width: 64)
    let session = InferenceSession(
      try ExecutionPlan(network, weights: GeneratedWeights.file(for: network)))
    session.input.update(repeating: .nan)
    #expect(session.firstOutput().isNaN)
    #expect(session.classActivationMap() == nil)
  }

  @Test(arguments: [Precision.bf16, .int8])
  func headsOfReducedPrecisionHaveNoMap(precision: Precision) throws {
    let network = Network.classifier(.mobileNetV3Small, origin: .keras, height: 64, width: 64)
    for set in InstructionSet.available where precision.isAvailable(on: set) {
      let session = InferenceSession(
        try ExecutionPlan(
          network, weights: GeneratedWeights.file(for: network), instructionSet: set,
          precision: precision, reducesEverything: true))
      _ = session.run()
      #expect(session.classActivationMap() == nil)
    }
  }
}

/// The paper's head in plain loops: the largest of each 2x2 window, 128 units with ReLU, one logit.
private struct ScalarHead {
  let features: [Double]
  let shape: Shape
  let kernel: [Double]
  let bias: [Double]
  let outputKernel: [Double]
  let outputBias: Double

  init(features: [Double], shape: Shape, _ weights: Safetensors) throws {
    func numbers(_ name: String) throws -> [Double] {
      try #require(weights.floats(named: name)).map(Double.init)
    }
    self.features = features
    self.shape = shape
    kernel = try numbers("head.dense1.kernel")
    bias = try numbers("head.dense1.bias")
    outputKernel = try numbers("head.dense2.kernel")
    outputBias = try numbers("head.dense2.bias")[0]
  }

  /// The logit, the features of one place multiplied with a factor.
  func logit(scaling place: Int = -1, by factor: Double = 1) -> Double {
    func feature(_ row: Int, _ column: Int, _ channel: Int) -> Double {
      let at = row * shape.width + column
      return features[at * shape.channels + channel] * (at == place ? factor : 1)
    }
    var hidden = bias
    var input = 0
    for row in 0..<(shape.height / 2) {
      for column in 0..<(shape.width / 2) {
        for channel in 0..<shape.channels {
          let largest = max(
            max(feature(2 * row, 2 * column, channel), feature(2 * row, 2 * column + 1, channel)),
            max(
              feature(2 * row + 1, 2 * column, channel),
              feature(2 * row + 1, 2 * column + 1, channel)))
          for unit in hidden.indices {
            hidden[unit] += largest * kernel[input * hidden.count + unit]
          }
          input += 1
        }
      }
    }
    return zip(hidden, outputKernel).reduce(outputBias) { $0 + max($1.0, 0) * $1.1 }
  }
}
