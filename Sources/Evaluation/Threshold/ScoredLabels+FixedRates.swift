extension ScoredLabels {
  /// The largest sensitivity, 0 to 1, among thresholds whose specificity is at least the given share.
  ///
  /// Read off the steps of the ROC curve, without interpolation: a threshold with these rates exists.
  /// `nil` unless both classes are present and the share lies in 0 ... 1.
  public func sensitivity(atSpecificity specificity: Double) -> Double? {
    OperatingPointRule.specificity(atLeast: specificity).chooseOperatingPoint(on: self)?.sensitivity
  }

  /// The largest specificity, 0 to 1, among thresholds whose sensitivity is at least the given share.
  ///
  /// Read off the steps of the ROC curve, without interpolation: a threshold with these rates exists.
  /// `nil` unless both classes are present and the share lies in 0 ... 1.
  public func specificity(atSensitivity sensitivity: Double) -> Double? {
    OperatingPointRule.sensitivity(atLeast: sensitivity).chooseOperatingPoint(on: self)?.specificity
  }
}
