import LesionImage

/// A way in which a photograph goes wrong, in steps from hardly visible to hopeless.
///
/// Lengths are in pixels where the picture's longer side has 256 of them, the size at which its quality is
/// measured.
public enum DegradationKind: String, CaseIterable, Sendable, Encodable {
  /// Out of focus: a Gaussian of so many pixels' deviation.
  case blur
  /// Moved along a straight line of so many pixels, in a direction that is drawn.
  case motion
  /// So many stops less light.
  case darkness
  /// So many stops more light; what exceeds the scale is cut off.
  case overExposure = "over-exposure"
  /// Such a share of the contrast left, about the picture's mean colour: haze, a greasy lens.
  case lowContrast = "low-contrast"
  /// Normally distributed noise of so many levels' deviation, in each channel by itself.
  case noise
  /// JPEG of such a quality, with colour at half resolution.
  case compression
  /// Light of another colour: up to so many stops more or less in a channel, of a hue that is drawn.
  case colorCast = "colour-cast"
  /// Reflections in four places that are drawn, over such a share of the ellipse that touches the borders.
  case glare
  /// Seen from so many times as far: the whole picture shrunk into more of the skin at its border.
  case distance
  /// Moved by such a share of half the picture's side, in a direction that is drawn.
  case offCenter = "off-centre"
  /// A source of so many pixels along its longer side.
  case resolution

  /// Amounts in ``unit``, gentle ones first.
  public var steps: [Double] {
    switch self {
    case .blur: [0.5, 1, 1.5, 2, 2.5, 3, 4, 6]
    case .motion: [3, 5, 7, 11, 15, 23, 31]
    case .darkness: [1, 2, 3, 3.5, 4, 5, 6]
    case .overExposure: [0.25, 0.5, 0.75, 1, 1.5, 2, 3]
    case .lowContrast: [0.7, 0.5, 0.35, 0.25, 0.2, 0.15, 0.1]
    case .noise: [4, 8, 12, 16, 24, 32, 48]
    case .compression: [50, 30, 20, 10, 7, 5, 3]
    case .colorCast: [0.15, 0.3, 0.45, 0.6, 0.9, 1.2, 1.8, 2.4]
    case .glare: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3]
    case .distance: [1.25, 1.5, 2, 3, 4, 6, 8]
    case .offCenter: [0.2, 0.4, 0.6, 0.8]
    case .resolution: [192, 160, 128, 96, 64, 48, 32]
    }
  }

  /// What amounts are counted in.
  public var unit: String {
    switch self {
    case .blur, .motion, .resolution: "px"
    case .darkness, .overExposure, .colorCast: "stops"
    case .lowContrast: "of contrast"
    case .noise: "levels"
    case .compression: "quality"
    case .glare: "of area"
    case .distance: "times"
    case .offCenter: "of half"
    }
  }

  /// The issue that tells of it; none for compression, which is seen by what it takes away.
  public var issue: QualityIssues {
    switch self {
    case .blur, .motion: .blurred
    case .darkness: .tooDark
    case .overExposure: .tooBright
    case .lowContrast: .flat
    case .noise: .noisy
    case .compression: []
    case .colorCast: .colorCast
    case .glare: .glare
    case .distance: .tooFar
    case .offCenter: .offCenter
    case .resolution: .tooSmall
    }
  }

  /// What the issue is read from, and whether it grows with the amount of harm.
  public var sign: (measure: QualityMeasure, grows: Bool)? {
    switch self {
    case .blur, .motion: (.blur, true)
    case .darkness: (.brightLevel, false)
    case .overExposure: (.clippedShare, true)
    case .lowContrast: (.contrast, false)
    case .noise: (.noise, true)
    case .compression: nil
    case .colorCast: (.colorCast, true)
    case .glare: (.glareShare, true)
    case .distance: (.lesionShare, false)
    case .offCenter: (.lesionOffset, true)
    case .resolution: (.shorterSide, false)
    }
  }
}
