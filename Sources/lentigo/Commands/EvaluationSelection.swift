import Dataset
import Training

/// The images that an evaluation looks at, and what a reader must know about them.
struct EvaluationSelection {
  let records: [LesionRecord]
  /// How many of the test images show a patient that the model was trained on; nil for other parts,
  /// where it is not counted.
  let ofTrainingPatients: Int?
  let warnings: [String]
  /// The data set's images that trained the model.
  let trainingRecords: [LesionRecord]
  /// How many of the data set's images trained the model, and how many tuned it.
  var trainingCount: Int { trainingRecords.count }
  let validationCount: Int

  /// - Throws: `CommandStatus` when stopped; `RefusedEvaluation` where training data would be measured
  ///   without being asked for, or nothing is left to measure.
  init(
    _ manifest: Manifest, provenance: ModelProvenance, part: EvaluateCommand.Part,
    allowsTrainingData: Bool
  ) throws {
    let candidates = manifest.records
    let bar = ProgressBar("Recognising")
    defer { bar.clear() }
    let partition = provenance.partition(
      candidates, progress: { bar.update($0, of: candidates.count) },
      isCancelled: { Interrupt.isRaised })
    if Interrupt.isRaised { throw CommandStatus.interrupted }
    var warnings: [String] = []
    let chosen: [Int]
    switch part {
    case .test: chosen = partition.unseen
    case .validation:
      chosen = partition.validation
      warnings.append(
        "the validation images chose this model's epoch and threshold: their figures flatter it")
    case .all:
      let training = Numbers.grouped(partition.training.count)
      let validation = Numbers.grouped(partition.validation.count)
      if !partition.training.isEmpty || !partition.validation.isEmpty {
        let known = "\(training) of these images trained the model and \(validation) tuned it"
        guard allowsTrainingData else {
          throw RefusedEvaluation(
            "\(known), so the figures would say nothing about new images. Leave out --part all, or "
              + "add --allow-training-data.")
        }
        warnings.append("\(known): the figures say nothing about new images")
      }
      chosen = Array(candidates.indices)
    }
    guard !chosen.isEmpty else {
      throw RefusedEvaluation(
        part == .test
          ? "The model was trained or tuned on every image here that can be read: no test is "
            + "possible. Use other images."
          : "The model was not tuned on any image here. Use the data that it was trained with.")
    }
    // Files that cannot be read stay in: scoring names each of them.
    let indices = part == .all ? chosen : (chosen + partition.unreadable).sorted()
    let shared = part == .test ? partition.unseenOfTrainingPatients.count : nil
    if let shared, shared > 0 {
      warnings.append(
        "\(Numbers.grouped(shared)) of \(Numbers.grouped(indices.count)) test images show patients that "
          + "the model was trained on: the figures flatter it (train with --split patient)")
    }
    records = indices.map { candidates[$0] }
    ofTrainingPatients = shared
    trainingRecords = partition.training.map { candidates[$0] }
    validationCount = partition.validation.count
    self.warnings = warnings
  }
}

/// An evaluation that would mislead.
struct RefusedEvaluation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
