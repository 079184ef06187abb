/// What becomes of the picture's proportions when it is resized.
public enum ResizeMode: UInt8, CaseIterable, Sendable {
  /// The whole picture fills the new size; its proportions change.
  case squash
  /// The largest centred part with the new proportions fills the new size; the rest is cut off.
  case centerCrop

  /// The name in model files and on the command line: `squash` or `centre-crop`.
  public var name: StaticString {
    switch self {
    case .squash: "squash"
    case .centerCrop: "centre-crop"
    }
  }

  /// The mode with the given name in ASCII, or nil.
  public init?(name: some Sequence<UInt8>) {
    for mode in ResizeMode.allCases where name.isEqual(to: mode.name) {
      self = mode
      return
    }
    return nil
  }
}

#if !hasFeature(Embedded)
  extension ResizeMode: CustomStringConvertible {
    /// The mode with the given name, or nil.
    public init?(_ name: String) {
      self.init(name: name.utf8)
    }

    public var description: String { "\(name)" }
  }
#endif
