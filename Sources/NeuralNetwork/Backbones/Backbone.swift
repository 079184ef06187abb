/// What a backbone's table needs beside its rows to become a network.
extension Architecture {
  /// The rows of the table, without a classifier.
  var blocks: [Block] {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.blocks
    }
  }

  /// Batch norm's epsilon.
  var epsilon: Float {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.epsilon
    }
  }

  /// What an origin calls the convolutions of row `index`.
  func names(block index: Int, origin: WeightOrigin) -> BlockNames {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.names(block: index, origin: origin)
    }
  }

  /// How the origin's weights expect pixels to be scaled.
  func normalization(origin: WeightOrigin) -> PixelNormalization {
    switch (self, origin) {
    case (.mobileNetV3Small, .torchvision): .imageNet
    case (.mobileNetV3Small, .keras): .symmetric
    }
  }
}
