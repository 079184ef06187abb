/// What was measured about a picture, and what is wrong with it.
///
/// Levels are brightnesses in 0...255 at a working size of at most 256 pixels a side.
public struct QualityReport: Sendable, Equatable {
  /// What is wrong; empty for a picture that can be judged.
  public let issues: QualityIssues
  /// The shorter side of the source in pixels.
  public let shorterSide: Int
  /// The level that the brightest twentieth of the picture reaches.
  public let brightLevel: Int
  /// The share of pixels at the upper end of the scale (level 250 and above), in 0...1.
  public let clippedShare: Float
  /// The distance in levels between the darkest and the brightest twentieth, of the whole picture
  /// or of its middle, whichever is larger.
  public let contrast: Int
  /// How coarse the detail is: 4 for a picture without any fine detail, about 2 for a sharp one,
  /// below 1 for noise, 0 for no detail at all. See `ImageQuality`.
  public let blur: Float

  /// Whether the picture can be judged.
  public var isUsable: Bool { issues.isEmpty }

  public init(
    issues: QualityIssues, shorterSide: Int, brightLevel: Int, clippedShare: Float, contrast: Int,
    blur: Float
  ) {
    self.issues = issues
    self.shorterSide = shorterSide
    self.brightLevel = brightLevel
    self.clippedShare = clippedShare
    self.contrast = contrast
    self.blur = blur
  }
}
