import LesionImage
import TestSupport

/// Ways in which a photograph goes wrong, for pictures of about 256 pixels a side.
enum Degradation: CaseIterable {
  case outOfFocus, moved, underExposed, overExposed, lowContrast, flat, tooSmall

  /// What screening has to find.
  var issue: QualityIssues {
    switch self {
    case .outOfFocus, .moved: .blurred
    case .underExposed: .tooDark
    case .overExposed: .tooBright
    case .lowContrast, .flat: .flat
    case .tooSmall: .tooSmall
    }
  }

  func apply(to image: RGBImage) -> RGBImage {
    switch self {
    case .outOfFocus: image.boxBlurred(horizontal: 3, vertical: 3, times: 3)
    case .moved: image.boxBlurred(horizontal: 11, vertical: 0)
    case .underExposed: image.mapLevels { $0 * 0.2 }
    case .overExposed: image.mapLevels { $0 * 4 }
    case .lowContrast: image.mapLevels { 128 + ($0 - 128) * 0.1 }
    case .flat: RGBImage(width: image.width, height: image.height, fill: image[0, 0])
    case .tooSmall: image.resized(width: 96, height: 96)
    }
  }
}
