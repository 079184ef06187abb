import Evaluation

extension OperatingPointRule {
  /// The rule in words, as the model file has it.
  public var words: String {
    switch self {
    case .sensitivity(let share): "largest specificity with sensitivity >= \(share)"
    case .specificity(let share): "largest sensitivity with specificity >= \(share)"
    case .youden: "largest sensitivity + specificity"
    }
  }
}
