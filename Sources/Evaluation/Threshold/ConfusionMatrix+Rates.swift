extension ConfusionMatrix {
  /// The rates that are shares of counted samples, and so have a Wilson interval.
  ///
  /// The order is the order of reports. Balanced accuracy and F1 are not among them: each combines
  /// two shares.
  public enum Rate: String, CaseIterable, Sendable, Codable {
    case accuracy, sensitivity, specificity, precision, negativePredictiveValue
    case predictedPositive
  }

  /// The counts behind `rate`; `nil` where it is undefined.
  ///
  /// The predictive values (precision and its negative twin) need both classes besides a denominator:
  /// where one class is absent the data alone make them 0 or 1, whatever the classifier says.
  public func proportion(_ rate: Rate) -> Proportion? {
    let proportion =
      switch rate {
      case .accuracy: Proportion(truePositives + trueNegatives, of: count)
      case .sensitivity: Proportion(truePositives, of: actualPositives)
      case .specificity: Proportion(trueNegatives, of: actualNegatives)
      case .precision: Proportion(truePositives, of: predictedPositives)
      case .negativePredictiveValue: Proportion(trueNegatives, of: predictedNegatives)
      case .predictedPositive: Proportion(predictedPositives, of: count)
      }
    let isPredictiveValue = rate == .precision || rate == .negativePredictiveValue
    if isPredictiveValue && (actualPositives == 0 || actualNegatives == 0) { return nil }
    return proportion.total > 0 ? proportion : nil
  }

  /// The share of samples called rightly, 0 to 1; `nil` without samples.
  ///
  /// With few malignant samples a model that calls everything benign scores high here.
  public var accuracy: Double? { proportion(.accuracy)?.value }

  /// The share of malignant samples found, 0 to 1; `nil` without malignant samples.
  public var sensitivity: Double? { proportion(.sensitivity)?.value }

  /// ``sensitivity`` under its other name.
  public var recall: Double? { sensitivity }

  /// The share of benign samples called benign, 0 to 1; `nil` without benign samples.
  public var specificity: Double? { proportion(.specificity)?.value }

  /// The share of samples called malignant that are, 0 to 1; `nil` when none was called malignant, and
  /// unless both classes are present.
  ///
  /// Falls with the prevalence at equal sensitivity and specificity.
  public var precision: Double? { proportion(.precision)?.value }

  /// The share of samples called benign that are, 0 to 1; `nil` when none was called benign, and unless
  /// both classes are present.
  public var negativePredictiveValue: Double? { proportion(.negativePredictiveValue)?.value }

  /// The share of samples called malignant, 0 to 1; `nil` without samples.
  public var predictedPositiveShare: Double? { proportion(.predictedPositive)?.value }

  /// The harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`, 0 to 1.
  ///
  /// `nil` without malignant samples, since recall is then undefined. With malignant samples of which
  /// none is found it is 0, whether or not anything was called malignant.
  public var f1: Double? {
    guard actualPositives > 0 else { return nil }
    return Double(2 * truePositives) / Double(2 * truePositives + falsePositives + falseNegatives)
  }

  /// The mean of sensitivity and specificity, 0 to 1 (0.5 for a guess); `nil` unless both classes are
  /// present.
  public var balancedAccuracy: Double? {
    guard let sensitivity, let specificity else { return nil }
    return (sensitivity + specificity) / 2
  }
}
