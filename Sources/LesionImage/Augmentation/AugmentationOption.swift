/// One row of the paper's Table 1, for switching it off.
public enum AugmentationOption: UInt8, CaseIterable, Sendable {
  case horizontalFlip, verticalFlip, rotation, zoom, shear, saturation, brightness, hue

  /// The name on the command line and in recipes, such as `horizontal-flip`.
  public var name: StaticString {
    switch self {
    case .horizontalFlip: "horizontal-flip"
    case .verticalFlip: "vertical-flip"
    case .rotation: "rotation"
    case .zoom: "zoom"
    case .shear: "shear"
    case .saturation: "saturation"
    case .brightness: "brightness"
    case .hue: "hue"
    }
  }

  /// The option with the given name in ASCII, or nil.
  public init?(name: some Sequence<UInt8>) {
    for option in AugmentationOption.allCases where name.isEqual(to: option.name) {
      self = option
      return
    }
    return nil
  }
}

#if !hasFeature(Embedded)
  extension AugmentationOption: CustomStringConvertible {
    /// The option with the given name, or nil.
    public init?(_ name: String) {
      self.init(name: name.utf8)
    }

    public var description: String { "\(name)" }
  }
#endif
