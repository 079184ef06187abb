import Evaluation
import LesionImage
import QualityStudy
import Testing

/// The arithmetic of the tables, on answers that are made up.
@Suite struct FindingsTests {
  /// Four malignant, six benign, in this order.
  private static let labels = [true, true, true, true, false, false, false, false, false, false]
  private static let risks = [0.9, 0.8, 0.7, 0.4, 0.6, 0.35, 0.3, 0.2, 0.1, 0.05]

  private func measures(blur: Float) -> [Float] {
    QualityMeasure.allCases.map { $0 == .blur ? blur : 1 }
  }

  private func observations(
    _ risks: [Double] = FindingsTests.risks, refusing refused: Set<Int> = [],
    issue: QualityIssues = .blurred, blur: Float = 2
  ) -> [Observation] {
    risks.enumerated().map { index, risk in
      Observation(
        risk: risk, issues: refused.contains(index) ? issue : [],
        hints: refused.contains(index) ? issue : [],
        measures: measures(blur: blur + Float(index) / 100))
    }
  }

  private func findings(
    good: [Observation], steps: [[Observation]], rule: RuinRule = RuinRule()
  ) throws -> StudyFindings {
    try StudyFindings(
      good: good, degraded: [(.blur, steps)], labels: Self.labels, threshold: 0.35, rule: rule)
  }

  @Test func thePicturesAsTheyAre() throws {
    let study = try findings(good: observations(refusing: [3, 9], issue: .flat), steps: [])
    #expect(study.malignantCount == 4 && study.benignCount == 6)
    // 23 of 24 pairs are ranked rightly.
    #expect(study.undegraded.auc == 23.0 / 24)
    #expect(study.undegraded.sensitivity == 1)
    // A risk at the threshold is referred.
    #expect(study.undegraded.specificity == 4.0 / 6)
    #expect(study.undegraded.refused == Proportion(2, of: 10))
    #expect(study.undegraded.refusedMalignant == Proportion(1, of: 4))
    #expect(study.undegraded.issues.map(\.name) == ["flat"])
    #expect(study.undegraded.share(with: .flat) == 0.2)
    #expect(study.undegraded.share(with: .blurred) == 0)
    #expect(study.undegraded.aucFall == nil && study.undegraded.amount == nil)
    #expect(study.undegraded.medians[QualityMeasure.blur.rawValue] == Float(2) + 4 / 100)
    #expect(study.caught == Proportion(0, of: 0))
  }

  @Test func ruinedIsTheFirstStepThatCostsSensitivityAndAllAfterIt() throws {
    var missed = Self.risks
    missed[3] = 0.34
    let study = try findings(
      good: observations(),
      steps: [
        observations(), observations(missed, refusing: [0, 1]),
        observations(refusing: Set(0..<10)),
      ])
    let blur = study.kinds[0]
    #expect(blur.steps.map(\.isRuined) == [false, true, true])
    #expect(blur.ruinedFrom == DegradationKind.blur.steps[1])
    #expect(blur.steps[1].sensitivity == 0.75)
    #expect(blur.caught == Proportion(12, of: 20))
    #expect(study.caught == Proportion(12, of: 20))
  }

  @Test func ruinedIsWhatCostsAUC() throws {
    var worse = Self.risks
    worse[4] = 0.95
    let step = observations(worse)
    // One benign picture above all four: 20 of 24 pairs are left.
    let strict = try findings(
      good: observations(), steps: [step], rule: RuinRule(aucFall: 3.0 / 24))
    #expect(strict.kinds[0].ruinedFrom != nil)
    #expect(abs((strict.kinds[0].steps[0].aucFall ?? 0) - 3.0 / 24) < 1e-12)
    let lax = try findings(good: observations(), steps: [step], rule: RuinRule(aucFall: 0.2))
    #expect(lax.kinds[0].ruinedFrom == nil)
    #expect(lax.kinds[0].caught.total == 0)
  }

  @Test func limitsCountGoodAndRuined() throws {
    var missed = Self.risks
    missed[0] = 0
    let study = try findings(
      good: observations(), steps: [observations(missed, refusing: [1], blur: 3.55)])
    let limit = try #require(study.kinds[0].limit)
    let refusing = try #require(limit.refusing)
    #expect(limit.measure == .blur && limit.grows)
    #expect(refusing.value > 2.5 && refusing.good.count == 0)
    #expect(refusing.ruined == Proportion(10, of: 10))
    // Of ten none can be given up where one in 200 may.
    #expect(limit.room?.value == Float(2) + 9 / 100 && limit.room?.good.count == 0)
  }

  @Test func quantilesAreValuesThatOccur() {
    let values: [Float] = [5, 1, 3, 2, 4]
    #expect(Quantile.of(values, share: 0) == 1)
    #expect(Quantile.of(values, share: 0.5) == 3)
    #expect(Quantile.of(values, share: 0.6) == 3)
    #expect(Quantile.of(values, share: 0.61) == 4)
    #expect(Quantile.of(values, share: 1) == 5)
    #expect(Quantile.of([], share: 0.5) == nil)
  }

  @Test func risksThatAreNoNumbersAreNamed() {
    #expect(throws: EvaluationError.self) {
      try findings(good: observations([Double](repeating: .nan, count: 10)), steps: [])
    }
  }
}
