/// The backbones Lentigo knows, by the names they carry on the command line and in model files.
///
/// In the order of the paper's Table 2. The raw value is stable: it may be stored. The phone's module
/// has the one network that models for it are made of, and its download is smaller for it: there the
/// others are unknown architectures.
public enum Architecture: UInt8, CaseIterable, Sendable {
  /// MobileNetV3-Small, width multiplier 1 (Howard et al., 2019, Table 2).
  case mobileNetV3Small = 1
  #if !arch(wasm32)
    /// EfficientNetV2-B0, width and depth multiplier 1 (Tan and Le, 2021; the table is Keras').
    case efficientNetV2B0 = 2
    /// ResNet50 (He et al., 2015, Table 1).
    case resNet50 = 3
    /// VGG16, configuration D (Simonyan and Zisserman, 2014, Table 1).
    case vgg16 = 4
  #endif

  /// The table, and what else makes a network of it.
  var backbone: Backbone {
    switch self {
    case .mobileNetV3Small: MobileNetV3Small.backbone
    #if !arch(wasm32)
      case .efficientNetV2B0: EfficientNetV2B0.backbone
      case .resNet50: ResNet50.backbone
      case .vgg16: VGG16.backbone
    #endif
    }
  }

  /// The name in ASCII, as in `--backbone` and in a model file: `mobilenet-v3-small`.
  public var name: StaticString { backbone.name }

  /// The frameworks that have pretrained weights of this network.
  ///
  /// A `Network` of another origin can be made, but no file has its tensors.
  public var origins: [WeightOrigin] { backbone.origins }

  /// The architecture with exactly this name (ASCII, case matters), or nil.
  public init?(name: some Sequence<UInt8>) {
    for candidate in Self.allCases where candidate.name.matches(name) {
      self = candidate
      return
    }
    return nil
  }
}
