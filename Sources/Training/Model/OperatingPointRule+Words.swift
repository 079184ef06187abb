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

  /// The name to ask for it by: `sensitivity-90`, `specificity-97.5`, `youden`.
  public var name: String {
    switch self {
    case .sensitivity(let share): "sensitivity-\(Self.percent(share))"
    case .specificity(let share): "specificity-\(Self.percent(share))"
    case .youden: "youden"
    }
  }

  /// What it promises; nil where it promises no rate.
  var target: ModelMetadata.OperatingPoint.Target? {
    switch self {
    case .sensitivity(let share): .init(rate: "sensitivity", atLeast: share)
    case .specificity(let share): .init(rate: "specificity", atLeast: share)
    case .youden: nil
    }
  }

  /// A share as a percentage without needless digits: 90, 97.5.
  private static func percent(_ share: Double) -> String {
    let percent = (share * 1e6).rounded() / 1e4
    return percent == percent.rounded() && abs(percent) < 1e6
      ? "\(Int(percent))" : "\(percent)"
  }
}
