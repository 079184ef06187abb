import Dataset
import Evaluation
import Foundation
import ImageCodec
import LesionImage
import NeuralNetwork
import Report

/// A reproduction's findings as they might be: scores are drawn, everything else follows from them.
struct PaperReportFixture {
  static let count = 597
  private static let patientCount = 330

  let labels: [Bool]
  private var generator: SeededGenerator

  init(seed: UInt64 = 7) {
    var generator = SeededGenerator(seed: seed)
    labels = (0..<Self.count).map { _ in Double.random(in: 0..<1, using: &generator) < 0.157 }
    self.generator = generator
  }

  static func report() throws -> PaperReport {
    var fixture = PaperReportFixture()
    return try fixture.make()
  }

  /// Figures for all tables, and pictures that no patient posed for.
  static func pictures() throws -> ReportPictures {
    func picture(_ name: String, _ seed: UInt64, isMalignant: Bool) throws -> ReportPictures.Picture
    {
      let image = SyntheticLesion.draw(isMalignant: isMalignant, side: 64, seed: seed)
      return .init(name: name, jpeg: try ImageCodec.encodeJPEG(image))
    }
    return ReportPictures(
      benign: try (0..<4).map { try picture("SYN_\($0)", $0, isMalignant: false) },
      malignant: try (4..<8).map { try picture("SYN_\($0)", $0, isMalignant: true) },
      original: try picture("SYN_4", 4, isMalignant: true),
      augmented: try (9..<17).map { try picture("draw \($0 - 8)", $0, isMalignant: true) })
  }

  /// Scores of which a malignant one lies higher by `shift` standard deviations.
  mutating func scores(shift: Double, offset: Double = 0) throws -> ScoredLabels {
    let scores = labels.map { isMalignant in
      let noise = (0..<12).reduce(-6.0) { sum, _ in
        sum + Double.random(in: 0..<1, using: &generator)
      }
      let logit = noise + (isMalignant ? shift : 0) + offset
      return 1 / (1 + exp(-logit))
    }
    return try ScoredLabels(scores: scores, labels: labels)
  }

  mutating func summary(_ scored: ScoredLabels) throws -> EvaluationSummary {
    try EvaluationSummary(
      scored, patients: labels.indices.map { "IP_\($0 * 7 % Self.patientCount)" },
      operatingThreshold: 0.42, resamples: 100, using: &generator)
  }

  private mutating func make() throws -> PaperReport {
    let shifts = [("svm-radiomics", 1.2), ("mobilenet-v3-small", 1.35), ("efficientnetv2-b0", 1.5)]
    var scored: [String: ScoredLabels] = [:]
    for (name, shift) in shifts { scored[name] = try scores(shift: shift, offset: -0.6) }
    scored["vgg16"] = try scores(shift: 0.9, offset: 0.2)
    var rows: [PaperReport.ClassifierRow] = []
    for row in PaperTableTwo.rows {
      rows.append(try classifier(row, scored: scored[row.identifier]))
    }
    let measured = ["mobilenet-v3-small", "efficientnetv2-b0", "vgg16"]
    var comparisons: [PaperReport.PairedComparison] = []
    for (index, first) in measured.enumerated() {
      for second in measured[(index + 1)...] {
        guard let a = scored[first], let b = scored[second],
          let auc = try a.comparingAUC(with: b)
        else { continue }
        comparisons.append(.init(first: first, second: second, auc: auc))
      }
    }
    return PaperReport(
      software: "lentigo 0.1.0",
      command: "lentigo reproduce --data isic2020 --weights weights --output report --seed 1",
      seed: 1,
      machine: .init(
        processor: "Intel(R) Xeon(R) Platinum 8488C", cores: 2, memory: 8 << 30,
        system: "Debian GNU/Linux 12 (bookworm)", instructionSet: "avx512"),
      data: data(), settings: PaperTableTwo.settings, augmentations: PaperTableTwo.augmentations,
      classifiers: rows, comparisons: comparisons, ablation: try ablation(),
      radiomics: try radiomics(), byPatient: try byPatient())
  }

  private mutating func classifier(
    _ row: PaperTableTwo.Row, scored: ScoredLabels?
  ) throws -> PaperReport.ClassifierRow {
    let measurement = try scored.map { scored in
      PaperReport.Measurement(
        summary: try summary(scored), scores: scored.scores,
        epochs: row.parameters == nil ? [] : epochs(keeping: row.keptEpoch))
    }
    return PaperReport.ClassifierRow(
      name: row.name, identifier: row.identifier, parameterCount: row.parameters,
      multiplyAdds: row.multiplyAdds,
      timing: .init(
        images: Self.count, seconds: row.seconds, cores: 2,
        networkMilliseconds: row.milliseconds),
      measurement: measurement,
      missing: measurement == nil
        ? "weights not installed: lentigo weights fetch \(row.identifier)" : nil,
      paper: row.paper, weights: row.weights)
  }

  private mutating func epochs(keeping kept: Int) -> [PaperReport.Epoch] {
    (1...8).map { epoch in
      let noise = Double.random(in: -0.004..<0.004, using: &generator)
      let distance = Double(abs(epoch - kept))
      return .init(
        epoch: epoch, trainLoss: 0.12 + 0.09 / Double(epoch) + noise,
        validationAUC: 0.84 - 0.006 * distance + noise, isKept: epoch == kept)
    }
  }

  private func data() -> PaperReport.DataSection {
    PaperReport.DataSection(
      name: "isic2020", fingerprint: "0123456789abcdef", split: "random 60/20/20, stratified",
      parts: [
        .init(name: "training", malignant: 280, benign: 1509, fingerprint: "1111222233334444"),
        .init(name: "validation", malignant: 93, benign: 504, fingerprint: "5555666677778888"),
        .init(
          name: "test", malignant: labels.count { $0 }, benign: labels.count { !$0 },
          fingerprint: "9999aaaabbbbcccc"),
      ],
      patients: 658, unusable: 0, patientsInTrainingAndTest: 312,
      testImages: labels.enumerated().map {
        .init(name: "ISIC_\(1_000_000 + $0.offset)", isMalignant: $0.element)
      },
      grouping: "image", excludedRows: 0, duplicatesAcrossParts: 0, medianWidth: 1024,
      medianHeight: 768, isSynthetic: false)
  }

  private mutating func ablation() throws -> [PaperReport.AblationRow] {
    var full: ScoredLabels?
    return try [
      ("the paper's recipe", [], 1.35, -0.6),
      ("without oversampling", ["balance"], 1.3, -1.3),
      ("without augmentation", ["augmentation"], 1.45, -0.7),
      ("without focal loss", ["focus"], 1.33, -0.8),
      ("without class weights", ["class-weights"], 1.36, -1),
      (
        "without any of them", ["balance", "augmentation", "focus", "class-weights"], 1.3, -2.6
      ),
    ].map { (name: String, without: [String], shift: Double, offset: Double) in
      let scored = try scores(shift: shift, offset: offset)
      let comparison = try full.flatMap { try scored.comparingAUC(with: $0) }
      full = full ?? scored
      return .init(
        name: name, without: without, summary: try summary(scored), againstFull: comparison,
        epochs: epochs(keeping: without.isEmpty ? 7 : 8))
    }
  }

  private mutating func radiomics() throws -> PaperReport.RadiomicsSection {
    let scored = try scores(shift: 1.2, offset: -2)
    let reversed = try ScoredLabels(scores: scored.scores.map { 1 - $0 }, labels: labels)
    let balanced = try scores(shift: 1.2, offset: -0.6)
    var grid: [GridPoint] = []
    for balances in [false, true] {
      for kernel in ["linear", "polynomial", "rbf", "sigmoid"] {
        for c in [0.01, 0.1, 1, 10, 100] {
          grid.append(
            .init(
              kernel: kernel, c: c, balancesClasses: balances, accuracy: 0.8,
              auc: Double.random(in: 0.6..<0.82, using: &generator),
              isChosen: kernel == "rbf" && c == 1))
        }
      }
    }
    return .init(
      examples: 1789, malignantExamples: 280, folds: 3,
      featureCounts: [
        .init(name: "Hu moments", count: 7), .init(name: "Haralick features", count: 13),
        .init(name: "colour histogram", count: 512),
      ], grid: grid,
      variants: [
        .init(
          name: "as the paper may have done it: no class weights, sign as libsvm returns it",
          summary: try summary(reversed)),
        .init(name: "sign turned", summary: try summary(scored)),
        .init(name: "sign and class weights right", summary: try summary(balanced)),
      ])
  }

  private mutating func byPatient() throws -> [PaperReport.PatientSplitRow] {
    try ["mobilenet-v3-small", "efficientnetv2-b0"].map {
      .init(identifier: $0, summary: try summary(try scores(shift: 1.1, offset: -0.6)))
    }
  }
}
