/// What is measured about a picture, by number: for those who cannot read a `QualityReport`'s members,
/// such as the phone's page. The raw values are stable.
public enum QualityMeasure: Int, CaseIterable, Sendable {
  case shorterSide = 0
  case brightLevel = 1
  case clippedShare = 2
  case contrast = 3
  case blur = 4
  case noise = 5
  case glareShare = 6
  case colorCast = 7
  case lesionShare = 8
  case lesionOffset = 9
  case lesionContrast = 10
  case novelty = 11
}

extension QualityReport {
  /// One of the measures; see the member of the same name.
  public subscript(measure: QualityMeasure) -> Float {
    switch measure {
    case .shorterSide: Float(shorterSide)
    case .brightLevel: Float(brightLevel)
    case .clippedShare: clippedShare
    case .contrast: Float(contrast)
    case .blur: blur
    case .noise: noise
    case .glareShare: glareShare
    case .colorCast: colorCast
    case .lesionShare: lesionShare
    case .lesionOffset: lesionOffset
    case .lesionContrast: lesionContrast
    case .novelty: novelty
    }
  }
}
