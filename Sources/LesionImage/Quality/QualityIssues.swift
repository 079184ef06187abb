/// What makes a picture too poor to judge; any of these asks for another picture.
public struct QualityIssues: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The source has too few pixels.
  public static let tooSmall = QualityIssues(rawValue: 1 << 0)
  /// Even the brightest parts are dark.
  public static let tooDark = QualityIssues(rawValue: 1 << 1)
  /// Too much of the picture is at the end of the scale.
  public static let tooBright = QualityIssues(rawValue: 1 << 2)
  /// Nothing stands out: no lesion, or hardly any contrast.
  public static let flat = QualityIssues(rawValue: 1 << 3)
  /// Out of focus, or moved.
  public static let blurred = QualityIssues(rawValue: 1 << 4)

  /// The name of each issue in JSON, in the order in which they are listed.
  public static var named: [(issue: QualityIssues, name: StaticString)] {
    [
      (.tooSmall, "too-small"), (.tooDark, "too-dark"), (.tooBright, "too-bright"),
      (.flat, "flat"), (.blurred, "blurred"),
    ]
  }
}

#if !hasFeature(Embedded)
  extension QualityIssues: CustomStringConvertible {
    /// The names of the issues found, such as `too-dark`; empty where there are none.
    public var names: [String] {
      Self.named.filter { contains($0.issue) }.map { "\($0.name)" }
    }

    /// The names, separated by commas.
    public var description: String { names.joined(separator: ", ") }
  }
#endif
