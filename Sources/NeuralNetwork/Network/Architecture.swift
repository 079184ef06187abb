/// The backbones Lentigo knows, by the names they carry on the command line and in model files.
///
/// In the order of the paper's Table 2. The raw value is stable: it may be stored.
public enum Architecture: UInt8, CaseIterable, Sendable {
  /// MobileNetV3-Small, width multiplier 1 (Howard et al., 2019, Table 2).
  case mobileNetV3Small = 1
  /// EfficientNetV2-B0, width and depth multiplier 1 (Tan and Le, 2021; the table is Keras').
  case efficientNetV2B0 = 2
  /// ResNet50 (He et al., 2015, Table 1).
  case resNet50 = 3
  /// VGG16, configuration D (Simonyan and Zisserman, 2014, Table 1).
  case vgg16 = 4

  /// The name in ASCII, as in `--backbone` and in a model file: `mobilenet-v3-small`.
  public var name: StaticString {
    switch self {
    case .mobileNetV3Small: "mobilenet-v3-small"
    case .efficientNetV2B0: "efficientnetv2-b0"
    case .resNet50: "resnet50"
    case .vgg16: "vgg16"
    }
  }

  /// The frameworks that have pretrained weights of this network.
  ///
  /// A `Network` of another origin can be made, but no file has its tensors.
  public var origins: [WeightOrigin] {
    switch self {
    case .mobileNetV3Small, .resNet50, .vgg16: [.torchvision, .keras]
    case .efficientNetV2B0: [.keras]
    }
  }

  /// The architecture with exactly this name (ASCII, case matters), or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }
}
