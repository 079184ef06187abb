import Evaluation

/// How the validation images shall decide what a model file says about risks and verdicts.
public struct DecisionPolicy: Sendable, Equatable {
  /// Whether risks are calibrated. Without, a risk is the sigmoid of the logit.
  public var calibrates: Bool
  /// How the default threshold is chosen.
  public var rule: OperatingPointRule
  /// The operating points that the file offers by name, beside that of `rule`.
  public var offered: [OperatingPointRule]
  /// What the images are called in the file: `validation`, or a data set and its part.
  public var chosenOn: String
  /// How often the patients are drawn for the intervals by patient.
  public var resamples: Int

  public init(
    calibrates: Bool = true, rule: OperatingPointRule = .sensitivity(atLeast: 0.9),
    offered: [OperatingPointRule] = Self.usual, chosenOn: String = "validation",
    resamples: Int = 2000
  ) {
    self.calibrates = calibrates
    self.rule = rule
    self.offered = offered
    self.chosenOn = chosenOn
    self.resamples = resamples
  }

  /// Two that miss few melanomas and two that refer few harmless lesions.
  public static let usual: [OperatingPointRule] = [
    .sensitivity(atLeast: 0.9), .sensitivity(atLeast: 0.95), .specificity(atLeast: 0.8),
    .specificity(atLeast: 0.9),
  ]

  /// One threshold on uncalibrated scores: format 1, as the paper's recipe writes it.
  public static func uncalibrated(_ rule: OperatingPointRule) -> DecisionPolicy {
    DecisionPolicy(calibrates: false, rule: rule, offered: [])
  }
}
