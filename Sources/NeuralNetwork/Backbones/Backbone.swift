/// What a backbone's table needs beside its rows to become a network.
extension Architecture {
  /// The rows of the table, without a classifier.
  var blocks: [Block] {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.blocks
    case .efficientNetV2B0: EfficientNetV2B0.blocks
    case .resNet50: ResNet50.blocks
    case .vgg16: VGG16.blocks
    }
  }

  /// Batch norm's epsilon; 0 where there is no batch norm.
  func epsilon(origin: WeightOrigin) -> Float {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.epsilon
    case .efficientNetV2B0: EfficientNetV2B0.epsilon
    case .resNet50: ResNet50.epsilon(origin: origin)
    case .vgg16: 0
    }
  }

  /// Whether convolutions add a bias in front of batch norm, which could do without.
  func addsBiasBeforeNormalization(origin: WeightOrigin) -> Bool {
    self == .resNet50 && origin == .keras
  }

  /// Whether even Keras pads both sides alike: its ResNet50 pads with layers of their own.
  var padsSymmetrically: Bool { self == .resNet50 }

  /// The functions of squeeze-and-excite: between its two dense steps, and for the factors.
  var squeezeExciteFunctions: (inner: Activation, gate: Activation) {
    switch self {
    case .efficientNetV2B0: (.silu, .sigmoid)
    case .mobileNetV3Small, .resNet50, .vgg16: (.relu, .hardSigmoid)
    }
  }

  /// What an origin calls the convolutions of row `index`.
  func names(block index: Int, origin: WeightOrigin) -> BlockNames {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.names(block: index, origin: origin)
    case .efficientNetV2B0: EfficientNetV2B0.names(block: index)
    case .resNet50: ResNet50.names(block: index, origin: origin)
    case .vgg16: VGG16.names(block: index, origin: origin)
    }
  }

  /// How the origin's weights expect pixels to be scaled.
  func normalization(origin: WeightOrigin) -> PixelNormalization {
    switch (self, origin) {
    case (_, .torchvision), (.efficientNetV2B0, .keras): .imageNet
    case (.mobileNetV3Small, .keras): .symmetric
    case (.resNet50, .keras), (.vgg16, .keras): .caffe
    }
  }
}
