/// One element of a `StrongAugmentationPolicy`, for switching it off.
public enum StrongAugmentationOption: UInt8, CaseIterable, Sendable {
  case colorConstancy, horizontalFlip, verticalFlip, transposition, rotation, crop, shear, fill
  case channelGain, brightness, contrast, saturation, grey, hue
  case detail, blur, noise, compression
  case hair, ruler, ink, vignette, border, cutout

  /// The name on the command line and in recipes, such as `channel-gain`.
  public var name: StaticString {
    switch self {
    case .colorConstancy: "color-constancy"
    case .horizontalFlip: "horizontal-flip"
    case .verticalFlip: "vertical-flip"
    case .transposition: "transposition"
    case .rotation: "rotation"
    case .crop: "crop"
    case .shear: "shear"
    case .fill: "fill"
    case .channelGain: "channel-gain"
    case .brightness: "brightness"
    case .contrast: "contrast"
    case .saturation: "saturation"
    case .grey: "grey"
    case .hue: "hue"
    case .detail: "detail"
    case .blur: "blur"
    case .noise: "noise"
    case .compression: "compression"
    case .hair: "hair"
    case .ruler: "ruler"
    case .ink: "ink"
    case .vignette: "vignette"
    case .border: "border"
    case .cutout: "cutout"
    }
  }

  /// The option with the given name in ASCII, or nil.
  public init?(name: some Sequence<UInt8>) {
    for option in StrongAugmentationOption.allCases where name.isEqual(to: option.name) {
      self = option
      return
    }
    return nil
  }
}

#if !hasFeature(Embedded)
  extension StrongAugmentationOption: CustomStringConvertible {
    /// The option with the given name, or nil.
    public init?(_ name: String) {
      self.init(name: name.utf8)
    }

    public var description: String { "\(name)" }
  }
#endif
