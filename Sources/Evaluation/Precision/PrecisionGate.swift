/// Which numerical precisions a model may be offered in: the limits, in one place.
///
/// A precision passes when it loses at most ``largestAUCLoss`` of AUC and at most
/// ``largestSensitivityLoss`` of sensitivity at ``specificity``, as measured (not at the far end of an
/// interval), on at least ``fewestOfEachClass`` malignant and as many benign images. 32-bit floats are
/// the reference and always offered.
///
/// The limits concern the ranking. What happens to the verdicts at the model's own threshold is
/// measured beside it (``PrecisionCost/changedVerdicts``), and decides nothing: on so few images one
/// that lies next to the threshold would.
public enum PrecisionGate {
  /// AUC that may be lost.
  public static let largestAUCLoss = 0.002
  /// Sensitivity at ``specificity`` that may be lost. With fewer than 100 malignant images this means
  /// not one of them.
  public static let largestSensitivityLoss = 0.01
  /// The specificity, at least, at which the sensitivity is read off.
  public static let specificity = 0.9
  /// Fewer images of a class say nothing: below ten benign ones a specificity of .9 is that of 1.
  public static let fewestOfEachClass = 10

  /// A reason not to offer a precision.
  public enum Shortcoming: String, Sendable, CaseIterable {
    /// One of the classes has fewer than ``fewestOfEachClass`` images.
    case tooFewImages = "too-few-images"
    /// A score is NaN or infinite.
    case undefinedScores = "undefined-scores"
    /// More than ``largestAUCLoss`` is lost.
    case auc
    /// More than ``largestSensitivityLoss`` is lost.
    case sensitivity
  }

  /// Why a precision that costs this much may not be offered; nothing where it may.
  public static func shortcomings(of cost: PrecisionCost) -> [Shortcoming] {
    if min(cost.malignantCount, cost.benignCount) < fewestOfEachClass { return [.tooFewImages] }
    guard cost.undefinedScores == 0, let auc = cost.aucLoss, let sensitivity = cost.sensitivityLoss
    else { return [.undefinedScores] }
    var found: [Shortcoming] = []
    if exceeds(auc, largestAUCLoss) { found.append(.auc) }
    if exceeds(sensitivity, largestSensitivityLoss) { found.append(.sensitivity) }
    return found
  }

  /// Whether a precision that costs this much may be offered.
  public static func offers(_ cost: PrecisionCost) -> Bool { shortcomings(of: cost).isEmpty }

  /// Whether a loss is above its limit. Losses are differences of shares, and a loss of exactly the
  /// limit may come out an ulp above it; the smallest true excess, one pair among 10^11, is larger
  /// than what is forgiven here.
  private static func exceeds(_ loss: Double, _ limit: Double) -> Bool { loss > limit + 1e-12 }
}
