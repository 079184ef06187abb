/// The backbones Lentigo knows, by the names they carry on the command line and in model files.
///
/// The raw value is stable: it may be stored.
public enum Architecture: UInt8, CaseIterable, Sendable {
  /// MobileNetV3-Small, width multiplier 1 (Howard et al., 2019, Table 2).
  case mobileNetV3Small = 1

  /// The name in ASCII, as in `--backbone` and in a model file: `mobilenet-v3-small`.
  public var name: StaticString {
    switch self {
    case .mobileNetV3Small: "mobilenet-v3-small"
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
