/// Decision values on the scale of scores.
package enum DecisionScore {
  /// The score of a decision value of 0.
  package static let threshold = 0.5

  /// `(1 + d / (1 + |d|)) / 2`, in 0...1: rises with `d`, and 0 becomes 0.5.
  ///
  /// No probability, and not the logistic function either: beyond 37 that is 1 for every value, and a
  /// sigmoid kernel reaches such values, so images would tie that the machine tells apart.
  package static func of(_ decisionValue: Double) -> Double {
    (1 + decisionValue / (1 + abs(decisionValue))) / 2
  }
}
