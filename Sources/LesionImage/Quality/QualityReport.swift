/// What was measured about a picture, and what is wrong with it.
///
/// Levels are brightnesses in 0...255 at a working size of at most 256 pixels a side.
public struct QualityReport: Sendable, Equatable {
  /// What is wrong; empty for a picture that can be judged.
  public internal(set) var issues: QualityIssues
  /// What could be better, for someone who is about to take the picture; more than `issues`.
  public internal(set) var hints: QualityIssues
  /// The shorter side of the source in pixels.
  public let shorterSide: Int
  /// The level that the brightest twentieth of the picture reaches.
  public let brightLevel: Int
  /// The share of values, red, green and blue each by itself, at the upper end of the scale (250 and above),
  /// in 0...1: skin is lost in red first.
  public let clippedShare: Float
  /// The distance in levels between the darkest and the brightest twentieth, of the whole picture
  /// or of its middle, whichever is larger.
  public let contrast: Int
  /// How coarse the detail is: 4 for a picture without any fine detail, about 2 for a sharp one,
  /// below 1 for noise, 0 for no detail at all. See `ImageQuality`.
  public let blur: Float
  /// The standard deviation of grain in levels: 0.2 to 1 for most pictures. See `LevelPlane.noise`.
  public let noise: Float
  /// The share of nearly white pixels in the ellipse that touches the borders, 0...1. See `SkinColors`.
  public let glareShare: Float
  /// How far the colour of the light around the lesion is from ordinary skin's, in shares of the light:
  /// about 0.04, and below 0.11 for 19 in 20. See `SkinColors`.
  public let colorCast: Float
  /// The share of the picture that the lesion fills, 0...1; 0 where nothing dark stands out. See
  /// `LesionExtent`, as for the next two.
  public let lesionShare: Float
  /// How far the lesion's centre is from the picture's: 0 in the middle, 1 at the nearest border.
  public let lesionOffset: Float
  /// By how many levels the lesion is darker than the skin around it.
  public let lesionContrast: Float
  /// How unlike the lesions that the model has learnt from the picture is: 1 is usual, and beyond the
  /// model's limit it is taken for no lesion. 0 where no model looked at it, or the model cannot tell.
  public internal(set) var novelty: Float = 0

  /// Whether the picture can be judged.
  public var isUsable: Bool { issues.isEmpty }

  public init(
    issues: QualityIssues, hints: QualityIssues = [], shorterSide: Int, brightLevel: Int,
    clippedShare: Float, contrast: Int, blur: Float, noise: Float = 0, glareShare: Float = 0,
    colorCast: Float = 0, lesionShare: Float = 0, lesionOffset: Float = 0, lesionContrast: Float = 0
  ) {
    self.issues = issues
    self.hints = hints
    self.shorterSide = shorterSide
    self.brightLevel = brightLevel
    self.clippedShare = clippedShare
    self.contrast = contrast
    self.blur = blur
    self.noise = noise
    self.glareShare = glareShare
    self.colorCast = colorCast
    self.lesionShare = lesionShare
    self.lesionOffset = lesionOffset
    self.lesionContrast = lesionContrast
  }

  /// Adds what a model's network found; a novelty that is no number is beyond every limit.
  package mutating func add(novelty: Float, limit: Float) {
    self.novelty = novelty
    if !(novelty <= limit) {
      issues.formUnion(.notALesion)
      hints.formUnion(.notALesion)
    }
  }
}
