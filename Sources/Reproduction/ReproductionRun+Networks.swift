import Dataset
import Evaluation
import Files
import LesionImage
import NeuralNetwork
import Report
import Screening
import Training

extension ReproductionRun {
  /// A row of Table 2: trained, tested and timed; without weights only timed.
  func measure(_ architecture: Architecture) throws(ReproductionError) -> NetworkFinding {
    guard weights[architecture] != nil else {
      let model = try GeneratedModel.make(
        architecture, instructionSet: configuration.instructionSet)
      return NetworkFinding(
        timing: try timer("timing, weights made up").measure(model, on: data.test).timing)
    }
    let (task, training) = try train(
      "\(architecture)", for: .network(architecture), by: configuration.recipe)
    let model = try load(task.output)
    let (scores, timing) = try timer("testing").measure(model, on: data.test)
    return NetworkFinding(
      timing: timing,
      measurement: .init(
        summary: try summary(scores, threshold: Double(model.threshold), of: data.test),
        scores: scores, epochs: training.epochs))
  }

  /// The recipe with something left out, on the same split.
  func ablate(_ variant: AblationVariant) throws(ReproductionError) -> AblationFinding {
    let studied = ReproductionStage.studied
    func measure(
      _ name: String, _ stage: ReproductionStage, by recipe: Recipe
    ) throws(ReproductionError) -> PaperReport.Measurement {
      let (task, training) = try train(name, for: stage, by: recipe)
      let model = try load(task.output)
      let scores: [Double]
      do {
        scores = try scorer(task).scores(ofModel: task.output)
      } catch {
        throw ReproductionError(error)
      }
      return .init(
        summary: try summary(scores, threshold: Double(model.threshold), of: data.test),
        scores: scores, epochs: training.epochs)
    }
    let recipe = configuration.recipe
    // Trained before, by the network's own stage.
    let full = try measure("\(studied)", .network(studied), by: recipe)
    return AblationFinding(
      measurement: try measure(
        "\(studied)-\(variant.rawValue)", .ablation(variant), by: variant.applied(to: recipe)),
      full: full)
  }

  /// The network of the paper's choice on a split by patient.
  func measureByPatient() throws(ReproductionError) -> EvaluationSummary {
    let (task, _) = try train(
      "\(ReproductionStage.studied)-by-patient", for: .patients, by: configuration.recipe)
    let model = try load(task.output)
    let images = task.split.test.map { data.records[$0] }
    let scores = try timer("testing").scores(model, of: images)
    return try summary(scores, threshold: Double(model.threshold), of: images)
  }

  /// Figures of the scores of some images.
  func summary(
    _ scores: [Double], threshold: Double, of images: [LesionRecord]
  ) throws(ReproductionError) -> EvaluationSummary {
    do {
      let scored = try ScoredLabels(scores: scores, labels: images.map(\.isMalignant))
      let patients = images.map(\.patientID)
      guard patients.contains(where: { $0 != nil }) else {
        return try EvaluationSummary(scored, operatingThreshold: threshold)
      }
      // As `lentigo evaluate` draws them: the same scores give the same intervals.
      var generator = SeededGenerator(seed: 0)
      return try EvaluationSummary(
        scored, patients: patients, operatingThreshold: threshold, using: &generator)
    } catch {
      throw ReproductionError(
        .failedTraining, "The scores of the test images cannot be measured.", cause: error)
    }
  }

  /// - Parameters:
  ///   - name: of the model file, and of the record of its training.
  ///   - stage: decides the network and the split.
  private func train(
    _ name: String, for stage: ReproductionStage, by recipe: Recipe
  ) throws(ReproductionError) -> (TrainingConfiguration, TrainingFinding) {
    guard let architecture = stage.architecture, let installed = weights[architecture] else {
      throw ReproductionError(.failedTraining, "There are no weights for \(stage.title).")
    }
    let grouping = stage == .patients ? .patient : configuration.grouping
    let split = stage == .patients ? try data.byPatient.get().split : data.split
    var task = TrainingConfiguration(
      manifest: configuration.manifest, split: split, splitDescription: grouping.splitName,
      dataName: configuration.shortDataName, recipe: recipe,
      architecture: architecture, backboneWeights: installed.path,
      output: configuration.modelPath(name), seed: configuration.seed,
      threads: configuration.workerCount, memoryBudget: configuration.memoryBudget,
      instructionSet: configuration.instructionSet)
    task.workspace = workspace
    // The paper's models judge whatever they are given.
    task.novelty = nil
    // The ablation without focal loss sees the very same pictures.
    task.keepsAugmentedFeatures =
      architecture == ReproductionStage.studied && grouping == configuration.grouping
      && recipe == configuration.recipe
    var inputs = inputs(of: stage)
    inputs.set("the recipe's name", task.recipe.name)
    let training = TrainingTask(
      job: HeadTrainingJob(task), name: "training-\(name)", inputs: inputs, store: store,
      overwrites: configuration.overwrites, isCancelled: isCancelled, onEvent: onEvent)
    return (task, try training.run())
  }

  private func load(_ path: String) throws(ReproductionError) -> ScreeningModel {
    do {
      return try ScreeningModel(
        modelFile: try FileBytes.read(path), instructionSet: configuration.instructionSet)
    } catch {
      throw ReproductionError(.failedTraining, "\(path) cannot be run.", cause: error)
    }
  }

  private func scorer(_ task: TrainingConfiguration) throws(TrainingError) -> FeatureScorer {
    if let testFeatures { return testFeatures }
    let onEvent = onEvent
    let scorer = try FeatureScorer(data.test, task, isCancelled: isCancelled) { event in
      switch event {
      case .loadingImages(let done, let total):
        onEvent(.progress("decoding the test", done: done, total: total))
      case .preparing(let done, let total):
        onEvent(.progress("features of the test", done: done, total: total))
      default: break
      }
    }
    testFeatures = scorer
    return scorer
  }

  private func timer(_ label: String) -> NetworkTimer {
    let onEvent = onEvent
    return NetworkTimer(
      threads: configuration.workerCount, machine: machine, duration: configuration.timingDuration,
      isCancelled: isCancelled, progress: { onEvent(.progress(label, done: $0, total: $1)) })
  }
}
