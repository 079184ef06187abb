import Files
import Foundation
import NeuralNetwork
import Report
import Training

/// The stages after the data, and what they have found so far.
///
/// Not for two threads at once.
final class ReproductionRun {
  let configuration: ReproductionConfiguration
  let data: StudyData
  let weights: [Architecture: BackboneWeights]
  let store: StageStore
  let isCancelled: @Sendable () -> Bool
  let onEvent: @Sendable (ReproductionEvent) -> Void
  let workspace: TrainingWorkspace
  private let archive: FeatureArchive
  /// Whether a stage of this run may have kept features.
  private var hasKeptFeatures = false
  var findings = Findings()
  /// The test images' features, once somebody needs them.
  var testFeatures: FeatureScorer?

  init(
    _ configuration: ReproductionConfiguration, data: StudyData,
    weights: [Architecture: BackboneWeights], store: StageStore,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (ReproductionEvent) -> Void
  ) {
    self.configuration = configuration
    self.data = data
    self.weights = weights
    self.store = store
    self.isCancelled = isCancelled
    self.onEvent = onEvent
    archive = FeatureArchive(
      directory: configuration.path("cache"), diskBudget: configuration.diskBudget)
    workspace = TrainingWorkspace(archive: archive)
  }

  /// Takes a stage's result from an earlier run; returns whether there is one that still holds.
  ///
  /// - Throws: `occupied` where there is one of other inputs that may not be replaced.
  func load(_ stage: ReproductionStage) throws(ReproductionError) -> Bool {
    switch stage {
    case .data: return true
    case .radiomics:
      findings.radiomics = try known(stage)
      return findings.radiomics != nil
    case .network(let architecture):
      findings.networks[architecture] = try known(stage)
      return findings.networks[architecture] != nil
    case .ablation(let variant):
      findings.ablation[variant] = try known(stage)
      return findings.ablation[variant] != nil
    case .patients:
      findings.patients = try known(stage)
      return findings.patients != nil
    }
  }

  private func known<Value: Decodable>(
    _ stage: ReproductionStage
  ) throws(ReproductionError) -> Value? {
    let inputs = inputs(of: stage)
    switch store.load(stage.name, inputs: inputs, as: Value.self) {
    case .found(let value): return value
    case .absent: return nil
    case .damaged:
      onEvent(.notice("\(store.path(stage.name)) is damaged: \(stage.title) is done again."))
    case .outdated(let old):
      let changes = inputs.changes(since: old)
      // Of a network without weights there are only times to lose.
      let isMeasured = stage.architecture == nil || old.has(Self.weightsInput)
      if isMeasured, !configuration.overwrites {
        throw .occupied(store.path(stage.name), changes)
      }
      onEvent(.notice("\(stage.title) is done again: \(changes)."))
    }
    return nil
  }

  private static let weightsInput = "the weights"

  /// Does a stage's work and keeps its result. A stage that cannot be done is noted, since the others
  /// can; thrown is what would stop them too.
  func perform(_ stage: ReproductionStage) throws(ReproductionError) {
    if stage == .network(.vgg16) {
      // The last stage has no use for what this run kept for others. What an earlier run kept may be
      // its own, and minutes of work.
      if hasKeptFeatures { archive.remove() }
      testFeatures = nil
    }
    hasKeptFeatures = true
    do {
      let inputs = inputs(of: stage)
      switch stage {
      case .data: break
      case .radiomics:
        findings.radiomics = try fitBaseline()
        try store.save(findings.radiomics, as: stage.name, inputs: inputs)
        try? FileManager.default.removeItem(atPath: configuration.path("cache/radiomics"))
      case .network(let architecture):
        findings.networks[architecture] = try measure(architecture)
        try store.save(findings.networks[architecture], as: stage.name, inputs: inputs)
      case .ablation(let variant):
        findings.ablation[variant] = try ablate(variant)
        try store.save(findings.ablation[variant], as: stage.name, inputs: inputs)
      case .patients:
        findings.patients = try measureByPatient()
        try store.save(findings.patients, as: stage.name, inputs: inputs)
      }
    } catch {
      let stopsAll: [ReproductionError.Code] = [.cancelled, .unwritable, .occupied]
      guard !stopsAll.contains(error.code) else { throw error }
      findings.failures[stage] = "\(error)"
      onEvent(.notice("\(stage.title) failed: \(error)"))
    }
  }

  /// Everything that decides a stage's numbers.
  func inputs(of stage: ReproductionStage) -> StageInputs {
    var inputs = StageInputs()
    if stage == .patients {
      (try? data.byPatient.get())?.fingerprints.set(in: &inputs)
    } else {
      data.fingerprints.set(in: &inputs)
      inputs.set("the split", configuration.grouping.splitName)
    }
    inputs.set("the seed", configuration.seed)
    inputs.set("lentigo's version", softwareVersion)
    guard let architecture = stage.architecture else {
      inputs.set("the number of examples", configuration.exampleLimit)
      return inputs
    }
    let recipe = configuration.recipe
    inputs.set("the number of epochs", recipe.epochs)
    if let json = try? JSONEncoder.canonical.encode(recipe) {
      var fingerprint = Fingerprint()
      fingerprint.combine(json)
      inputs.set("the recipe", fingerprint: fingerprint.hexadecimal)
    }
    if let installed = weights[architecture] {
      inputs.set(
        Self.weightsInput, fingerprint: "\(installed.fingerprint) \(installed.origin)")
    }
    inputs.set("the instruction set", configuration.instructionSet)
    return inputs
  }

  /// Removes every kept feature, once nobody will ask for one.
  func removeFeatures() { archive.remove() }
}
