import Evaluation
import Foundation
import NeuralNetwork
import Screening
import Testing
import Training

@Suite("What validation images decide")
struct ModelDecisionsTests {
  /// Three images a patient; a sixth malignant; logits further out than they should be.
  private let validation: ValidationLogits

  init() throws {
    var state: UInt64 = 7
    func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24)
    }
    var (logits, labels, patients) = ([Float](), [Bool](), [String?]())
    for index in 0..<600 {
      let isMalignant = next() < 1 / 6
      logits.append(6 * (next() + next() - 1) + (isMalignant ? 2 : -1))
      labels.append(isMalignant)
      patients.append("p\(index / 3)")
    }
    validation = try ValidationLogits(logits: logits, labels: labels, patients: patients)
  }

  @Test func pointsReachTheirTargetsOnTheEnginesRisks() throws {
    let decisions = try ModelDecisions(on: validation)
    #expect(decisions.format == 2 && decisions.notices.isEmpty)
    let calibration = try #require(decisions.calibration)
    #expect(calibration.method == "platt" && calibration.slope > 0)
    #expect(calibration.images == 600 && calibration.malignant == decisions.scored.positiveCount)
    let engine = try #require(calibration.riskCalibration)
    // Exactly the floats that the engine multiplies with.
    #expect(Double(engine.slope) == calibration.slope)
    #expect(
      decisions.scored.scores
        == validation.logits.map { Double(engine.risk(ofLogit: $0)) })

    let points = try #require(decisions.operatingPoints)
    #expect(
      points.map(\.name) == [
        "sensitivity-90", "sensitivity-95", "specificity-80", "specificity-90",
      ])
    #expect(decisions.operatingPoint == points[0])
    for point in points {
      let matrix = decisions.scored.confusionMatrix(threshold: Double(Float(point.threshold)))
      #expect(matrix.sensitivity == point.sensitivity && matrix.specificity == point.specificity)
      let target = try #require(point.target)
      let reached = target.rate == "sensitivity" ? point.sensitivity : point.specificity
      #expect(reached >= target.atLeast)
      for interval in [
        point.sensitivityInterval, point.specificityInterval,
        try #require(point.sensitivityIntervalByPatient),
        try #require(point.specificityIntervalByPatient),
      ] {
        #expect(interval.count == 2 && interval[0] < interval[1])
      }
      #expect(point.malignant == calibration.malignant)
    }
    #expect(points[1].threshold <= points[0].threshold)
    #expect(points[3].threshold >= points[2].threshold)
  }

  @Test func calibratingChangesNoRankingAndNoPoint() throws {
    let plain = try ModelDecisions(on: validation, policy: DecisionPolicy(calibrates: false))
    let calibrated = try ModelDecisions(on: validation)
    #expect(plain.format == 1 && plain.calibration == nil)
    #expect(plain.scored.areaUnderROC == calibrated.scored.areaUnderROC)
    for (a, b) in zip(plain.operatingPoints ?? [], calibrated.operatingPoints ?? []) {
      #expect(a.sensitivity == b.sensitivity && a.specificity == b.specificity)
    }
    let before = try #require(plain.scored.expectedCalibrationError())
    let after = try #require(calibrated.scored.expectedCalibrationError())
    #expect(after < before)
  }

  @Test func theSameAnswerWhateverTheOrder() throws {
    let order = validation.logits.indices.reversed()
    let turned = try ValidationLogits(
      logits: order.map { validation.logits[$0] },
      labels: order.map { validation.labels[$0] },
      patients: order.map { validation.patients[$0] })
    let (a, b) = (try ModelDecisions(on: validation), try ModelDecisions(on: turned))
    #expect(a.calibration == b.calibration)
    #expect(a.operatingPoint.threshold == b.operatingPoint.threshold)
  }

  @Test func anotherDefaultIsOfferedToo() throws {
    let decisions = try ModelDecisions(
      on: validation, policy: DecisionPolicy(rule: .sensitivity(atLeast: 0.975)))
    #expect(decisions.operatingPoint.name == "sensitivity-97.5")
    #expect(decisions.operatingPoints?.count == 5)
    #expect(decisions.operatingPoints?.first == decisions.operatingPoint)
  }

  /// As the paper's recipe writes it: nothing that older readers do not know.
  @Test func uncalibratedHasOnePointWithoutAName() throws {
    let decisions = try ModelDecisions(
      on: validation, policy: .uncalibrated(.sensitivity(atLeast: 0.9)))
    #expect(decisions.format == 1 && decisions.operatingPoints == nil)
    let json = try #require(
      String(data: JSONEncoder().encode(decisions.operatingPoint), encoding: .utf8))
    for key in ["name", "target", "by_patient", "malignant", "benign"] {
      #expect(!json.contains(key))
    }
  }

  @Test func aRankingUpsideDownIsNotCalibrated() throws {
    let decisions = try ModelDecisions(
      on: ValidationLogits(
        logits: validation.logits.map { -$0 }, labels: validation.labels,
        patients: validation.patients))
    #expect(decisions.calibration == nil && decisions.format == 1)
    #expect(decisions.notices.contains { $0.contains("no better than chance") })
  }

  @Test func unusableValidationIsRefused() throws {
    expectError(.unusableData, "both classes") {
      try ModelDecisions(
        on: ValidationLogits(logits: [1, 2], labels: [true, true], patients: [nil, nil]))
    }
    expectError(.unusableData, "labels") {
      try ValidationLogits(logits: [1], labels: [], patients: [])
    }
    expectError(.diverged, "no numbers") {
      try ValidationLogits(logits: [.nan], labels: [true], patients: [nil])
    }
    expectError(.invalidConfiguration, "ask for a share") {
      try ModelDecisions(
        on: validation, policy: DecisionPolicy(rule: .specificity(atLeast: 1.5)))
    }
  }

  /// Into a file that was trained without, and read back by the engine and by the words of `diagnose`.
  @Test func decisionsGoIntoAModelThatHadNone() throws {
    let trained = try WholeTraining.shared()
    let file = try Safetensors(trained.bytes)
    let decisions = try ModelDecisions(on: validation)
    let bytes = try ModelOffer(file).bytes(decisions: decisions)
    let changed = try Safetensors(bytes)
    for tensor in file.tensors {
      #expect(changed.tensor(named: tensor.name)?.shape == tensor.shape)
    }
    let model = try ScreeningModel(modelFile: bytes)
    #expect(model.calibration == decisions.calibration?.riskCalibration)
    #expect(Double(model.threshold) == decisions.operatingPoint.threshold)
    #expect(model.operatingPoints.count == 4)
    let stored = StoredDecisions(changed)
    #expect(stored.calibration == decisions.calibration)
    #expect(stored.operatingPoints == decisions.operatingPoints)
    #expect(stored.offered.map(\.name) == decisions.operatingPoints?.compactMap(\.name))
    let metadata = try JSONDecoder().decode(
      ModelMetadata.self, from: Data(#require(changed.metadata(ModelMetadata.key))))
    #expect(metadata.training == trained.model.metadata.training && metadata.format == 2)
    // A file without decisions of format 2 says what it has.
    #expect(StoredDecisions(file).operatingPoint == trained.model.metadata.operatingPoint)
    #expect(StoredDecisions(file).offered.isEmpty)
  }
}
