import Evaluation
import NeuralNetwork
import Report
import Training

extension ReproductionRun {
  /// The report of what is found so far.
  var report: PaperReport {
    let rows = [baselineRow] + configuration.orderedNetworks.map(row)
    let settings = PaperSettings(configuration, data: data)
    return PaperReport(
      software: "lentigo \(softwareVersion)", command: configuration.command,
      seed: configuration.seed,
      machine: machine, data: data.section, settings: settings.training,
      augmentations: settings.augmentations, classifiers: rows,
      comparisons: comparisons(among: rows), ablation: ablation,
      radiomics: findings.radiomics?.section, byPatient: byPatient, failures: failures)
  }

  /// This machine, with the cores that the threads can be on.
  var machine: PaperReport.Machine {
    .current(cores: configuration.coreCount, instructionSet: configuration.instructionSet)
  }

  /// The baseline's identifier in the report.
  static var baselineIdentifier: String { "svm-radiomics" }

  private static let toCome = "not run yet: the same command goes on"

  private var baselineRow: PaperReport.ClassifierRow {
    let measurement = findings.radiomics?.measurement
    return .init(
      name: "SVM baseline", identifier: Self.baselineIdentifier, parameterCount: nil,
      multiplyAdds: nil, timing: nil, measurement: measurement,
      missing: measurement == nil ? reason(.radiomics) : nil, paper: PaperTable.baseline)
  }

  private func row(_ architecture: Architecture) -> PaperReport.ClassifierRow {
    let network = Network.classifier(architecture, origin: weights[architecture]?.origin ?? .keras)
    let finding = findings.networks[architecture]
    var missing: String?
    if finding?.measurement == nil {
      missing = reason(.network(architecture))
      if weights[architecture] == nil, findings.failures[.network(architecture)] == nil {
        missing = "weights not installed: lentigo weights fetch \(architecture)"
      }
    }
    return .init(
      name: PaperTable.name(architecture), identifier: "\(architecture)",
      parameterCount: network.parameterCount, multiplyAdds: network.multiplyAdds,
      timing: finding?.timing, measurement: finding?.measurement, missing: missing,
      paper: PaperTable.figures(architecture), weights: weights[architecture]?.used)
  }

  private func reason(_ stage: ReproductionStage) -> String {
    findings.failures[stage].map { "failed: \($0)" } ?? Self.toCome
  }

  /// Every pair of rows with scores.
  private func comparisons(
    among rows: [PaperReport.ClassifierRow]
  ) -> [PaperReport.PairedComparison] {
    let scored = rows.compactMap { row in
      row.measurement.flatMap { scoredLabels($0.scores) }.map { (row.identifier, $0) }
    }
    var comparisons: [PaperReport.PairedComparison] = []
    for (index, (first, a)) in scored.enumerated() {
      for (second, b) in scored[(index + 1)...] {
        guard let auc = try? a.comparingAUC(with: b) else { continue }
        comparisons.append(.init(first: first, second: second, auc: auc))
      }
    }
    return comparisons
  }

  private var ablation: [PaperReport.AblationRow] {
    guard let network = findings.networks[ReproductionStage.studied]?.measurement else { return [] }
    let recipe = configuration.recipe
    let found = AblationVariant.cases(of: recipe).compactMap { variant in
      findings.ablation[variant].map { (variant, $0) }
    }
    let full = found.first?.1.full ?? network
    let labels = scoredLabels(full.scores)
    let rows = found.map { variant, finding in
      let comparison = labels.flatMap { labels in
        scoredLabels(finding.measurement.scores).flatMap { try? $0.comparingAUC(with: labels) }
      }
      return PaperReport.AblationRow(
        name: variant.name,
        without: variant.applied(to: recipe).switchedOff.map(\.rawValue),
        summary: finding.measurement.summary, againstFull: comparison,
        epochs: finding.measurement.epochs)
    }
    return [
      .init(
        name: recipe.name == Recipe.paper.name ? "the paper's recipe" : "the chosen recipe",
        without: recipe.switchedOff.map(\.rawValue), summary: full.summary, againstFull: nil,
        epochs: full.epochs)
    ] + rows
  }

  /// On a split by patient the network's own row is this one already.
  private var byPatient: [PaperReport.PatientSplitRow] {
    findings.patients.map {
      [.init(identifier: "\(ReproductionStage.studied)", summary: $0)]
    } ?? []
  }

  private var failures: [PaperReport.Failure] {
    ReproductionStage.all(for: configuration).compactMap { stage in
      findings.failures[stage].map { .init(stage: stage.title, message: $0) }
    }
  }

  private func scoredLabels(_ scores: [Double]) -> ScoredLabels? {
    try? ScoredLabels(scores: scores, labels: data.section.testImages.map(\.isMalignant))
  }
}
