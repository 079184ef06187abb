/// What is wrong with a picture: what makes it too poor to judge, or what could be done better.
///
/// The raw values are stable: the phone's page knows them.
public struct QualityIssues: OptionSet, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
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
  /// Grain where skin is smooth: too little light for the sensor, or much sharpening.
  public static let noisy = QualityIssues(rawValue: 1 << 5)
  /// Reflected light hides what is below.
  public static let glare = QualityIssues(rawValue: 1 << 6)
  /// The light's colour tints the skin.
  public static let colorCast = QualityIssues(rawValue: 1 << 7)
  /// The lesion fills too little of the picture.
  public static let tooFar = QualityIssues(rawValue: 1 << 8)
  /// The lesion is not in the middle.
  public static let offCenter = QualityIssues(rawValue: 1 << 9)
  /// The picture shows something else.
  public static let notALesion = QualityIssues(rawValue: 1 << 10)

  /// The name of each issue in JSON, in the order in which they are listed.
  public static var named: [(issue: QualityIssues, name: StaticString)] {
    [
      (.tooSmall, "too-small"), (.tooDark, "too-dark"), (.tooBright, "too-bright"),
      (.flat, "flat"), (.blurred, "blurred"), (.noisy, "noisy"), (.glare, "glare"),
      (.colorCast, "colour-cast"), (.tooFar, "too-far"), (.offCenter, "off-centre"),
      (.notALesion, "not-a-lesion"),
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
