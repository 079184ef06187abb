import Dataset
import Evaluation
import Files
import Foundation
import NeuralNetwork
import Report
import Screening
import Training

/// The models of a cross-validation and what they have said so far.
///
/// Not for two threads at once.
final class CrossValidationRun {
  let configuration: CrossValidationConfiguration
  let store: StageStore
  let isCancelled: @Sendable () -> Bool
  let onEvent: @Sendable (CrossValidationEvent) -> Void
  /// By recipe, then by fold.
  var tests: [String: [Int: FoldFinding]] = [:]
  /// By recipe, then by fold, then by data set.
  var foreignTests: [String: [Int: [String: ForeignFinding]]] = [:]
  var trainings: [String: [Int: TrainingFinding]] = [:]
  private let dataFingerprint: String
  private let additionsFingerprint: String

  init(
    _ configuration: CrossValidationConfiguration, store: StageStore,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (CrossValidationEvent) -> Void
  ) {
    self.configuration = configuration
    self.store = store
    self.isCancelled = isCancelled
    self.onEvent = onEvent
    dataFingerprint = ImageLook.fingerprintOfFiles(configuration.data.manifest.records)
    additionsFingerprint = configuration.additions.map {
      ImageLook.fingerprintOfFiles($0.manifest.records)
    }.joined(separator: " ")
  }

  /// Trains and tests a model, or takes what an earlier run found; returns whether any of it is new.
  func perform(_ stage: FoldStage) throws(ReproductionError) -> Bool {
    let split = try split(testFold: stage.fold)
    let inputs = inputs(of: stage, split: split)
    let output = configuration.path("models/\(stage.name).safetensors")
    let job = stage.recipe.job(
      FoldTraining(
        data: configuration.data, split: split,
        splitDescription:
          "\(configuration.foldsName), test fold \(stage.fold), validation by patient",
        additions: stage.recipe.takesAdditions ? configuration.additions : [], output: output,
        seed: configuration.seed))
    let onEvent = onEvent
    let task = TrainingTask(
      job: job, name: "training-\(stage.name)", inputs: inputs, store: store,
      overwrites: configuration.overwrites, isCancelled: isCancelled
    ) { event in
      switch event {
      case .progress(let work, let done, let total):
        onEvent(.progress(work, done: done, total: total))
      case .epoch(let record): onEvent(.epoch(record))
      case .notice(let sentence): onEvent(.notice(sentence))
      case .began, .finished: break
      }
    }
    let training = try task.run()
    trainings[stage.recipe.name, default: [:]][stage.fold] = training
    return try test(stage, split: split, modelPath: output, training: training, inputs: inputs)
  }

  /// Opens the test fold, and the other data sets, unless that has been done with this very model.
  private func test(
    _ stage: FoldStage, split: Split, modelPath: String, training: TrainingFinding,
    inputs: StageInputs
  ) throws(ReproductionError) -> Bool {
    var inputs = inputs
    inputs.set("the model", fingerprint: training.model)
    var isNew = false
    var test: ModelReader?
    func model() throws(ReproductionError) -> ModelReader {
      if let test { return test }
      let opened = try ModelReader(modelPath, instructionSet: configuration.instructionSet)
      test = opened
      return opened
    }
    let finding: FoldFinding = try known("test-\(stage.name)", inputs) {
      () throws(ReproductionError) in
      isNew = true
      let scores = try score(
        configuration.data.manifest.records, split.test, by: try model(), work: "testing")
      return FoldFinding(
        model: training.model, images: scores.images, scores: scores.scores,
        unreadable: scores.unreadable, seen: scores.seen, facts: try model().facts)
    }
    tests[stage.recipe.name, default: [:]][stage.fold] = finding
    for set in configuration.alsoTest {
      let records = set.manifest.records
      var own = inputs
      own.set("the images of \(set.name)", fingerprint: ImageLook.fingerprintOfFiles(records))
      let name = "test-\(stage.name)-on-\(set.name)"
      let finding: ForeignFinding = try known(name, own) { () throws(ReproductionError) in
        isNew = true
        let scores = try score(
          records, Array(records.indices), by: try model(), work: "testing on \(set.name)")
        return ForeignFinding(
          model: training.model, images: scores.images, scores: scores.scores,
          unreadable: scores.unreadable, seen: scores.seen)
      }
      foreignTests[stage.recipe.name, default: [:]][stage.fold, default: [:]][set.name] = finding
    }
    return isNew
  }

  /// A result of an earlier run, or else that of `work`, which is kept.
  private func known<Value: Codable>(
    _ name: String, _ inputs: StageInputs, or work: () throws(ReproductionError) -> Value
  ) throws(ReproductionError) -> Value {
    switch store.load(name, inputs: inputs, as: Value.self) {
    case .found(let value): return value
    case .outdated(let old) where !configuration.overwrites:
      throw .occupied(store.path(name), inputs.changes(since: old))
    case .damaged: onEvent(.notice("\(store.path(name)) is damaged: it is done again."))
    case .absent, .outdated: break
    }
    let value = try work()
    try store.save(value, as: name, inputs: inputs)
    return value
  }

  private func split(testFold: Int) throws(ReproductionError) -> Split {
    do {
      return try Split.make(
        configuration.data.manifest.records,
        method: .folds(configuration.folds, testFold: testFold), seed: configuration.seed)
    } catch {
      throw ReproductionError(error)
    }
  }

  /// Everything that decides a stage's numbers.
  private func inputs(of stage: FoldStage, split: Split) -> StageInputs {
    var inputs = StageInputs()
    inputs.set("the data", fingerprint: dataFingerprint)
    var parts = Fingerprint()
    for part in [split.train, split.validation, split.test] {
      parts.combine(UInt64(part.count))
      for index in part { parts.combine(UInt64(index)) }
    }
    inputs.set("the fold's images", fingerprint: parts.hexadecimal)
    if stage.recipe.takesAdditions, !configuration.additions.isEmpty {
      inputs.set("the added data", configuration.additions.map(\.name).joined(separator: ", "))
      inputs.set("the added images", fingerprint: additionsFingerprint)
    }
    inputs.set("the seed", configuration.seed)
    inputs.set("lentigo's version", softwareVersion)
    inputs.set("the instruction set", configuration.instructionSet)
    for (name, value) in stage.recipe.settings {
      inputs.set(name, fingerprint: Fingerprint(value).hexadecimal)
    }
    return inputs
  }
}
