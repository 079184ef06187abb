import Evaluation
import LesionImage

/// Chooses operating points on scored images, each with its rates and their intervals.
struct OperatingPointRates {
  let scored: ScoredLabels
  /// nil where no patient is known: whole images would be drawn, which Wilson's interval does better.
  let bootstrap: PatientBootstrap?
  let chosenOn: String
  let resamples: Int

  init(_ scored: ScoredLabels, patients: [String?], chosenOn: String, resamples: Int) {
    self.scored = scored
    self.chosenOn = chosenOn
    self.resamples = resamples
    bootstrap =
      patients.contains { $0?.isEmpty == false }
      ? try? PatientBootstrap(scored, patients: patients) : nil
  }

  /// The operating point by a rule.
  ///
  /// - Parameter isNamed: whether it has a name, a target and intervals by patient; points without are
  ///   those of format 1.
  /// - Returns: nil where no threshold in 0...1 satisfies the rule.
  func point(_ rule: OperatingPointRule, isNamed: Bool) -> ModelMetadata.OperatingPoint? {
    guard let point = rule.chooseOperatingPoint(on: scored), (0...1).contains(point.threshold)
    else { return nil }
    let matrix = scored.confusionMatrix(threshold: point.threshold)
    func interval(_ rate: ConfusionMatrix.Rate) -> [Double] {
      matrix.proportion(rate)?.interval().map { [$0.lower, $0.upper] } ?? []
    }
    var described = ModelMetadata.OperatingPoint(
      threshold: point.threshold, rule: rule.words, chosenOn: chosenOn,
      sensitivity: point.sensitivity, specificity: point.specificity,
      sensitivityInterval: interval(.sensitivity), specificityInterval: interval(.specificity))
    guard isNamed else { return described }
    described.name = rule.name
    described.target = rule.target
    // One fixed seed: the same scores give the same intervals.
    var generator = SeededGenerator(seed: 0)
    let byPatient = bootstrap?.intervals(
      of: [
        .sensitivity(atThreshold: point.threshold), .specificity(atThreshold: point.threshold),
      ], resamples: resamples, using: &generator)
    described.sensitivityIntervalByPatient = byPatient?[0].map { [$0.lower, $0.upper] }
    described.specificityIntervalByPatient = byPatient?[1].map { [$0.lower, $0.upper] }
    described.malignant = scored.positiveCount
    described.benign = scored.negativeCount
    return described
  }
}
