import NeuralNetwork
import Testing

@Suite struct NetworkTests {
  /// What the paper's Table 2 and the networks' own papers say.
  struct Expected: Sendable {
    let architecture: Architecture
    let channels: Int
    /// Keras' own count of the backbone.
    let backbone: Int
    /// The paper's Table 2.
    let classifier: Int
    /// Sizes at the end of each block, as in the network's table.
    let widths: Set<Int>
    /// Channels of the sums.
    let sums: [Int]
    /// Of the backbone, with the origin's strides.
    let multiplyAdds: [WeightOrigin: ClosedRange<Int>]
  }

  static let expectations = [
    Expected(
      architecture: .mobileNetV3Small, channels: 576, backbone: 939_120, classifier: 1_602_929,
      widths: [112, 56, 28, 14, 7], sums: [24, 40, 40, 48, 96, 96],
      // 56.5 million in the paper, its classifier included.
      multiplyAdds: [
        .keras: 54_000_000...57_000_000, .torchvision: 54_000_000...57_000_000,
      ]),
    Expected(
      architecture: .efficientNetV2B0, channels: 1280, backbone: 5_919_312, classifier: 7_394_129,
      widths: [112, 56, 28, 14, 7],
      sums: [32, 48, 96, 96] + [Int](repeating: 112, count: 4) + [Int](repeating: 192, count: 7),
      multiplyAdds: [.keras: 700_000_000...740_000_000]),
    Expected(
      architecture: .resNet50, channels: 2048, backbone: 23_587_712, classifier: 25_947_265,
      widths: [112, 56, 28, 14, 7],
      sums: [256, 256, 256] + [Int](repeating: 512, count: 4) + [Int](repeating: 1024, count: 6)
        + [2048, 2048, 2048],
      // 3.8 billion in the paper; 4.09 billion with torchvision's strides.
      multiplyAdds: [
        .keras: 3_800_000_000...3_870_000_000, .torchvision: 4_050_000_000...4_100_000_000,
      ]),
    Expected(
      architecture: .vgg16, channels: 512, backbone: 14_714_688, classifier: 15_304_769,
      widths: [224, 112, 56, 28, 14, 7], sums: [],
      // 15.3 billion are in every account of the network.
      multiplyAdds: [
        .keras: 15_300_000_000...15_400_000_000, .torchvision: 15_300_000_000...15_400_000_000,
      ]),
  ]

  /// Table 2 in its order: the command line and the report list networks in this one.
  @Test func networksAreInThePapersOrder() {
    #expect(Architecture.allCases == Self.expectations.map(\.architecture))
    #expect(
      Architecture.allCases.map(\.description) == [
        "mobilenet-v3-small", "efficientnetv2-b0", "resnet50", "vgg16",
      ])
  }

  @Test(arguments: expectations)
  func parameterCountIsThePapers(expected: Expected) {
    for origin in expected.architecture.origins {
      let network = NetworkCase(architecture: expected.architecture, origin: origin)
      // Keras' ResNet50 has 26,560 biases in front of batch norm that nobody else has.
      let fewer = expected.architecture == .resNet50 && origin == .torchvision ? 26_560 : 0
      #expect(network.backbone.parameterCount == expected.backbone - fewer)
      #expect(network.pooledFeatures.parameterCount == expected.backbone - fewer)
      #expect(network.classifier.parameterCount == expected.classifier - fewer)
      #expect(network.oddBackbone.parameters == network.backbone.parameters)
    }
  }

  @Test(arguments: expectations)
  func shapesAreThePapers(expected: Expected) {
    for origin in expected.architecture.origins {
      let network = NetworkCase(architecture: expected.architecture, origin: origin)
      #expect(network.backbone.inputShape == Shape(height: 224, width: 224, channels: 3))
      #expect(
        network.backbone.outputShape == Shape(height: 7, width: 7, channels: expected.channels))
      #expect(network.pooledFeatures.outputCount == 9 * expected.channels)
      #expect(network.classifier.outputCount == 1)
      #expect(Set(network.backbone.layers.map(\.outputShape.width)) == expected.widths)
    }
  }

  /// Every layer reads something that is there, and everything that is computed is read.
  @Test(arguments: NetworkCase.all)
  func layersFitTogether(network: NetworkCase) {
    let classifier = network.classifier
    func shape(_ index: Int) -> Shape {
      index == Layer.image ? classifier.inputShape : classifier.layers[index].outputShape
    }
    for (index, layer) in classifier.layers.enumerated() {
      #expect((Layer.image..<index).contains(layer.input))
      #expect(layer.inputShape == shape(layer.input))
      if case .add(let other) = layer.operation {
        #expect((Layer.image..<index).contains(other) && other != layer.input)
        #expect(shape(other) == layer.outputShape)
      }
      let isRead = classifier.layers.dropFirst(index + 1).contains { $0.reads(index) }
      #expect(isRead == (index < classifier.layers.count - 1))
    }
    #expect(shape(classifier.layers.count - 1) == classifier.outputShape)
  }

  @Test(arguments: expectations)
  func multiplyAddsAreThePapers(expected: Expected) throws {
    for origin in expected.architecture.origins {
      let network = NetworkCase(architecture: expected.architecture, origin: origin)
      let backbone = network.backbone.multiplyAdds
      #expect(network.classifier.multiplyAdds - backbone == 9 * expected.channels * 128 + 128)
      #expect(try #require(expected.multiplyAdds[origin]).contains(backbone))
    }
  }

  @Test(arguments: NetworkCase.all)
  func tensorNamesAreUnique(network: NetworkCase) {
    let parameters = network.classifier.parameters
    #expect(Set(parameters.map(\.name)).count == parameters.count)
    #expect(parameters.count == network.backbone.parameters.count + 4)
    #expect(
      parameters.suffix(4).map { String(decoding: $0.name, as: UTF8.self) } == [
        "head.dense1.kernel", "head.dense1.bias", "head.dense2.kernel", "head.dense2.bias",
      ])
    let inputs = network.pooledFeatures.outputCount
    #expect(parameters.suffix(4).map(\.shape) == [[inputs, 128], [128], [128, 1], [1]])
  }

  @Test(arguments: expectations)
  func residualsAreWhereTheTableHasThem(expected: Expected) {
    for origin in expected.architecture.origins {
      let layers = Network.backbone(expected.architecture, origin: origin).layers
      let sums = layers.filter { if case .add = $0.operation { true } else { false } }
      #expect(sums.map(\.outputShape.channels) == expected.sums)
    }
  }

  /// White, as each origin's preprocessing gives it, in the order of the network's channels.
  @Test func normalizationFollowsTheOrigin() {
    func white(_ architecture: Architecture, _ origin: WeightOrigin) -> SIMD3<Float> {
      let normalization = Network.backbone(architecture, origin: origin).normalization
      let isCaffe = origin == .keras && [.resNet50, .vgg16].contains(architecture)
      #expect(normalization.reversesChannels == isCaffe)
      return normalization.scale * 255 + normalization.offset
    }
    #expect(white(.mobileNetV3Small, .keras) == SIMD3(repeating: 1))
    let imageNet = (1 - SIMD3<Float>(0.485, 0.456, 0.406)) / SIMD3(0.229, 0.224, 0.225)
    for network in NetworkCase.all
    where network.origin == .torchvision || network.architecture == .efficientNetV2B0 {
      let difference = white(network.architecture, network.origin) - imageNet
      #expect((difference * difference).sum() < 1e-9)
    }
    for architecture in [Architecture.resNet50, .vgg16] {
      #expect(white(architecture, .keras) == 255 - SIMD3(103.939, 116.779, 123.68))
    }
  }

  @Test func namesAreReadBack() {
    for architecture in Architecture.allCases {
      #expect(Architecture(architecture.description) == architecture)
      #expect(!architecture.origins.isEmpty)
    }
    for origin in WeightOrigin.allCases { #expect(WeightOrigin(origin.description) == origin) }
    #expect(Architecture("mobilenet-v3-smal") == nil)
    #expect(Architecture("mobilenet-v3-small ") == nil)
    #expect(WeightOrigin(name: "keras".utf8) == .keras)
    #expect("\(Architecture.mobileNetV3Small)" == "mobilenet-v3-small")
  }

  /// TensorFlow's 'same', worked out by hand for sizes that no 224-pixel network has.
  @Test func samePaddingOfOddSizes() {
    let odd = Padding.same(kernel: 5, stride: 2, height: 7, width: 8, origin: .keras)
    #expect(odd == Padding(top: 2, left: 1, bottom: 2, right: 2))
    let torch = Padding.same(kernel: 5, stride: 2, height: 7, width: 8, origin: .torchvision)
    #expect(torch == Padding(top: 2, left: 2, bottom: 2, right: 2))
    #expect(Padding.same(kernel: 1, stride: 1, height: 7, width: 7, origin: .keras) == .none)
    #expect(Padding.same(kernel: 1, stride: 2, height: 7, width: 8, origin: .keras) == .none)
  }
}
