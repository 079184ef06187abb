import Evaluation
import Foundation
import LesionImage
import Testing

@Suite struct SubgroupAnalysisTests {
  private let scored: ScoredLabels
  private let names: [String?]
  private let patients: [String?]

  init() throws {
    var generator = SeededGenerator(seed: 9)
    var scores: [Double] = []
    var labels: [Bool] = []
    var names: [String?] = []
    for index in 0..<240 {
      let isMalignant = index % 4 == 0
      labels.append(isMalignant)
      scores.append(0.5 * Double(generator.nextUnit()) + (isMalignant ? 0.3 : 0.1))
      names.append(index % 40 == 39 ? nil : index % 3 == 0 ? "male" : "female")
    }
    scored = try ScoredLabels(scores: scores, labels: labels)
    self.names = names
    patients = (0..<240).map { "p\($0 / 4)" }
  }

  private func analysis(
    _ names: [String?]? = nil, order: [String] = [], withPatients: Bool = true
  ) throws -> SubgroupAnalysis {
    try SubgroupAnalysis(
      scored, by: "sex", names: names ?? self.names, order: order,
      patients: withPatients ? patients : nil, threshold: 0.4, resamples: 300,
      using: SeededGenerator(seed: 0))
  }

  @Test func everySampleIsInOneGroup() throws {
    let analysis = try analysis(order: ["male", "female", "other"])
    #expect(analysis.groups.map(\.name) == ["male", "female", nil])
    #expect(analysis.groups.reduce(0) { $0 + $1.count } == scored.count)
    #expect(analysis.groups.reduce(0) { $0 + $1.malignantCount } == scored.positiveCount)
  }

  @Test func aGroupIsMeasuredAsThoughItWereAlone() throws {
    let group = try #require(try analysis().groups.first { $0.name == "female" })
    let samples = names.indices.filter { names[$0] == "female" }
    let alone = scored.part(samples)
    #expect(group.auc == alone.areaUnderROC)
    #expect(group.aucInterval == alone.deLongInterval())
    #expect(group.operatingPoint.confusionMatrix == alone.confusionMatrix(threshold: 0.4))
    #expect(group.sensitivityAtSpecificity90 == alone.sensitivity(atSpecificity: 0.9))
    var generator = SeededGenerator(seed: 0)
    #expect(
      try group.aucByPatient
        == PatientBootstrap(alone, patients: samples.map { patients[$0] })
        .interval(resamples: 300, using: &generator))
  }

  @Test func withoutPatientsNothingIsClaimedOfThem() throws {
    let analysis = try analysis(withPatients: false)
    #expect(analysis.groups.allSatisfy { $0.aucByPatient == nil && $0.patientCount == nil })
    #expect(analysis.withinAUCInterval != nil)
  }

  @Test func oneClassAloneIsUndefinedAndSmallGroupsAreMarked() throws {
    let analysis = try analysis(
      scored.labels.indices.map { scored.labels[$0] ? "melanoma" : $0 < 8 ? "rare" : "nevus" })
    let byName = Dictionary(uniqueKeysWithValues: analysis.groups.map { ($0.name ?? "", $0) })
    let melanoma = try #require(byName["melanoma"])
    #expect(melanoma.auc == nil && melanoma.aucInterval == nil && melanoma.aucByPatient == nil)
    #expect(melanoma.operatingPoint.confusionMatrix.specificity == nil)
    #expect(melanoma.operatingPoint.confusionMatrix.sensitivity != nil)
    #expect(byName.mapValues(\.isSmall) == ["melanoma": false, "nevus": false, "rare": true])
    #expect(analysis.withinAUC == nil && analysis.withinAUCInterval == nil)
  }

  @Test func jsonSaysNullForWhatIsUndefined() throws {
    let analysis = try analysis(scored.labels.map { $0 ? "melanoma" : nil })
    let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(analysis))
    let object = try #require(json as? [String: Any])
    #expect(object["withinAUC"] is NSNull)
    let groups = try #require(object["groups"] as? [[String: Any]])
    #expect(groups.count == 2)
    #expect(groups.last?["name"] is NSNull)
    #expect(groups.allSatisfy { $0["auc"] is NSNull })
  }

  @Test func refusesWhatCannotBe() {
    #expect { try analysis(["a"]) } throws: { ($0 as? EvaluationError)?.code == .countMismatch }
    #expect {
      try SubgroupAnalysis(
        scored, by: "sex", names: names, patients: nil, threshold: .nan,
        using: SeededGenerator(seed: 0))
    } throws: { ($0 as? EvaluationError)?.code == .thresholdNotFinite }
    #expect {
      try SubgroupAnalysis(
        scored, by: "sex", names: names, patients: ["p"], threshold: 0.5,
        using: SeededGenerator(seed: 0))
    } throws: { ($0 as? EvaluationError)?.code == .countMismatch }
  }
}
