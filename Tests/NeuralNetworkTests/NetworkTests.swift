import NeuralNetwork
import Testing

@Suite struct NetworkTests {
  /// The paper's Table 2, and Keras' own count of the backbone.
  @Test(arguments: WeightOrigin.allCases)
  func parameterCountIsThePapers(origin: WeightOrigin) {
    let architecture = Architecture.mobileNetV3Small
    #expect(Network.backbone(architecture, origin: origin).parameterCount == 939_120)
    #expect(Network.pooledFeatures(architecture, origin: origin).parameterCount == 939_120)
    #expect(Network.classifier(architecture, origin: origin).parameterCount == 1_602_929)
  }

  @Test(arguments: WeightOrigin.allCases)
  func shapesAreThePapers(origin: WeightOrigin) {
    let backbone = Network.backbone(.mobileNetV3Small, origin: origin)
    #expect(backbone.inputShape == Shape(height: 224, width: 224, channels: 3))
    #expect(backbone.outputShape == Shape(height: 7, width: 7, channels: 576))
    #expect(Network.pooledFeatures(.mobileNetV3Small, origin: origin).outputCount == 5184)
    #expect(Network.classifier(.mobileNetV3Small, origin: origin).outputCount == 1)
    // Sizes at the end of each block, as in MobileNetV3's Table 2.
    let widths = backbone.layers.map(\.outputShape.width)
    #expect(widths.first == 112)
    #expect(Set(widths) == [112, 56, 28, 14, 7])
  }

  @Test func layersAreAChain() {
    for origin in WeightOrigin.allCases {
      let network = Network.classifier(.mobileNetV3Small, origin: origin)
      var shape = network.inputShape
      for (index, layer) in network.layers.enumerated() {
        #expect(layer.inputShape == shape)
        if case .add(let other) = layer.operation {
          #expect(other < index && network.layers[other].outputShape == layer.outputShape)
        }
        shape = layer.outputShape
      }
      #expect(shape == network.outputShape)
    }
  }

  /// Worked out from the table: 56.5 million in the paper, its classifier included.
  @Test func multiplyAddsAreThePapers() {
    let backbone = Network.backbone(.mobileNetV3Small, origin: .keras)
    let classifier = Network.classifier(.mobileNetV3Small, origin: .keras)
    #expect(classifier.multiplyAdds - backbone.multiplyAdds == 5184 * 128 + 128)
    #expect((54_000_000...57_000_000).contains(backbone.multiplyAdds))
  }

  @Test func tensorNamesAreUnique() {
    for origin in WeightOrigin.allCases {
      let parameters = Network.classifier(.mobileNetV3Small, origin: origin).parameters
      #expect(Set(parameters.map(\.name)).count == parameters.count)
      #expect(parameters.count == 210)
      #expect(
        parameters.suffix(4).map { String(decoding: $0.name, as: UTF8.self) } == [
          "head.dense1.kernel", "head.dense1.bias", "head.dense2.kernel", "head.dense2.bias",
        ])
      #expect(parameters.suffix(4).map(\.shape) == [[5184, 128], [128], [128, 1], [1]])
    }
  }

  @Test func residualsAreWhereTheTableHasThem() {
    let network = Network.backbone(.mobileNetV3Small, origin: .keras)
    let sums = network.layers.filter { if case .add = $0.operation { true } else { false } }
    #expect(sums.map(\.outputShape.channels) == [24, 40, 40, 48, 96, 96])
  }

  @Test func normalizationFollowsTheOrigin() {
    let keras = Network.backbone(.mobileNetV3Small, origin: .keras).normalization
    #expect(keras.scale * 255 + keras.offset == SIMD3(repeating: 1))
    #expect(keras.offset == SIMD3(repeating: -1))
    let torch = Network.backbone(.mobileNetV3Small, origin: .torchvision).normalization
    let white = torch.scale * 255 + torch.offset
    #expect(abs(white.x - (1 - 0.485) / 0.229) < 1e-5 && abs(white.z - (1 - 0.406) / 0.225) < 1e-5)
  }

  @Test func namesAreReadBack() {
    for architecture in Architecture.allCases {
      #expect(Architecture(architecture.description) == architecture)
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
