import LesionImage

/// A judged picture.
public struct ScreeningResult: Sendable, Equatable {
  /// What the person is told.
  public let verdict: Verdict
  /// The risk of melanoma in 0...1. It is given for poor pictures too, where it means little.
  public let risk: Float
  /// The risk from which on a lesion is referred.
  public let threshold: Float
  /// What was found about the picture itself.
  public let quality: QualityReport

  /// Decides: a poor picture is to be taken again whatever its risk, else the risk is compared with
  /// the threshold.
  public init(risk: Float, threshold: Float, quality: QualityReport) {
    self.risk = risk
    self.threshold = threshold
    self.quality = quality
    if !quality.isUsable {
      verdict = .retake
    } else {
      // Written so that a risk that is no number refers, never reassures.
      verdict = risk < threshold ? .noSign : .refer
    }
  }
}
