/// From where on a measured value counts as an issue.
///
/// Chosen where a network loses .03 AUC or .05 sensitivity at its own threshold, as far as good pictures
/// leave room: `lentigo quality` on the 559 ISIC 2020 pictures that tuned the bundled model, spoilt in steps
/// (docs/photo-quality.md). Wrongly refused by all limits together: 1.7 % of 2,237 ISIC 2020 pictures
/// (malignant 1.7, benign 1.7), 2.4 % of 7,872 HAM10000 pictures (melanoma 3.1), none of 22 full-resolution
/// originals and 2 of 84 smartphone photographs. Shares of spoilt pictures below are those beyond the one
/// limit.
public struct QualityLimit: Sendable {
  /// What says so.
  public let measure: QualityMeasure
  /// More harm than this refuses a picture; infinite where none does.
  public let refusing: Float
  /// More harm than this is advised against while a picture is taken.
  public let advising: Float

  /// The limit on a measure; nil where it has none.
  public init?(on measure: QualityMeasure) {
    self.measure = measure
    switch measure {
    // At 160 pixels .017 AUC are lost, at 96 .047. HAM10000 at 200x150 still works, having been learnt from.
    case .shorterSide: (refusing, advising) = (-128, -150)
    // Two stops less light cost .028 AUC, three .057, 3.5 .074; refused are 15, 65 and 97 %.
    // 1 of 1,000 ISIC 2020 pictures is as dark, no smartphone photograph is below 112.
    case .brightLevel: (refusing, advising) = (-80, -105)
    // One stop more light costs .045 AUC, two .133 and .31 sensitivity; refused are 41 and 85 %:
    // 8 of 1,000 ISIC 2020 pictures lie on white ground and leave room for no more.
    case .clippedShare: (refusing, advising) = (0.33, 0.15)
    // Half of the contrast costs .14 sensitivity, a quarter .39; refused are 10 and 56 %. Good pictures of
    // pale lesions have as little as the former.
    case .contrast: (refusing, advising) = (-26, -44)
    // A Gaussian of 1 pixel costs .030 AUC, of 2 .079, movement by 5 pixels .027; refused are 11, 84 and
    // 21 %. ISIC 2020 has one picture beyond, HAM10000 2 %, much of it visibly soft.
    case .blur: (refusing, advising) = (3, 2.6)
    // Noise of 8 levels costs .052 AUC and .22 sensitivity: all but 1 of 200 are refused, and of 4 levels,
    // which cost .016, 1 of 150. 3 of 1,000 ISIC 2020 pictures are as noisy.
    case .noise: (refusing, advising) = (5, 4)
    // Reflections over .01 of the picture cost .030 AUC and a sixth of the specificity, over .2 of it .075, but
    // good pictures on white ground look alike.
    case .glareShare: (refusing, advising) = (.infinity, 0.025)
    // Tints of 0.6 stops cost .058 AUC and .07 sensitivity, but good pictures differ as much: 1 of 1,000
    // lies beyond this limit, and of those tinted by 2.4 stops 9 %.
    case .colorCast: (refusing, advising) = (0.26, 0.11)
    // Seen from three times as far .074 AUC are lost, which the lesion's outline is too rough to tell; the
    // model's detector refuses all of those.
    case .lesionShare: (refusing, advising) = (.infinity, -0.02)
    // Moved by .6 of half the side a lesion costs .007 AUC, by .8, where it touches the edge, .045.
    case .lesionOffset: (refusing, advising) = (.infinity, 0.5)
    case .lesionContrast, .novelty: return nil
    }
  }

  /// What is wrong beyond it: the issues have the measures' order.
  public var issue: QualityIssues { QualityIssues(rawValue: 1 << UInt16(measure.rawValue)) }

  /// Whether larger values are worse; else smaller ones are.
  public var grows: Bool { advising > 0 }

  /// The harm that a value of the measure speaks of: the value, or its negative where small ones are bad. A
  /// lesion that was not found, whose share is 0, is not too far away.
  public func harm(of value: Float) -> Float {
    if grows { return value }
    return measure == .lesionShare && value == 0 ? -1 : -value
  }
}

extension QualityReport {
  /// Judges what was measured.
  mutating func judge() {
    var place = 0
    while let measure = QualityMeasure(rawValue: place), let limit = QualityLimit(on: measure) {
      let harm = limit.harm(of: self[measure])
      if harm > limit.refusing { issues.formUnion(limit.issue) }
      if harm > limit.advising { hints.formUnion(limit.issue) }
      place += 1
    }
  }
}
