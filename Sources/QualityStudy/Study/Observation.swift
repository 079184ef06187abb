import LesionImage
import Screening

/// What a model and the quality checks said of one picture.
package struct Observation: Sendable, Equatable {
  /// The network's risk, which is there for refused pictures too.
  package let risk: Double
  /// What it was refused for.
  package let issues: QualityIssues
  /// What is advised against.
  package let hints: QualityIssues
  /// In the order of `QualityMeasure.allCases`.
  package let measures: [Float]

  package init(
    risk: Double, issues: QualityIssues = [], hints: QualityIssues = [], measures: [Float] = []
  ) {
    self.risk = risk
    self.issues = issues
    self.hints = hints
    self.measures = measures
  }

  init(_ result: ScreeningResult) {
    self.init(
      risk: Double(result.risk), issues: result.quality.issues, hints: result.quality.hints,
      measures: QualityMeasure.allCases.map { result.quality[$0] })
  }
}
