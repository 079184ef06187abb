import Dataset
import Parallelism
import Training

extension FineTuningSet {
  /// Decodes the images of both parts and of the added sets; of the test part only the bytes are
  /// looked at, and those only where images are added.
  ///
  /// An added image that is measured on, now or in a later test, or shows the same lesion or patient,
  /// is left out: see `MeasuredImages`.
  ///
  /// - Throws: `TrainingError` where too few images are left in a part, or on cancellation.
  init(
    _ configuration: FineTuningConfiguration, width: Int, height: Int,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) {
    let records = configuration.data.manifest.records
    let split = configuration.split
    validationRecords = split.validation.map { records[$0] }
    let own = split.train.map { index in
      (Source(configuration.data, records[index], data: 0), records[index])
    }
    let additions = configuration.additions.flatMap(\.manifest.records)
    let added = configuration.additions.enumerated().flatMap { place, data in
      data.manifest.records.map { record in
        (Source(data, record, data: place + 1), record)
      }
    }
    trainingRecords = (own + added).map(\.1)
    let names = Set((own + added).map(\.0)).sorted { $0.name < $1.name }
    let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    sources = names.map(\.name)
    dataOfSource = names.map(\.data)
    sourceOfImage = (own + added).map { indices[$0.0] ?? 0 }

    let side = configuration.recipe.storedSide
    let budget = configuration.memoryBudget
    let (small, large) = (
      validationRecords.count * width * height, trainingRecords.count * side * side
    )
    let share = Int(Double(budget) * Double(small) / Double(max(1, small + large)))
    let total = trainingRecords.count + validationRecords.count
    let first = validationRecords.count
    validation = try Self.load(
      validationRecords, configuration, width: width, height: height, memoryBudget: share,
      isCancelled: isCancelled
    ) { onEvent(.loadingImages(done: $0, total: total)) }
    training = try Self.load(
      trainingRecords, configuration, width: side, height: side, memoryBudget: budget - share,
      isCancelled: isCancelled
    ) { onEvent(.loadingImages(done: first + $0, total: total)) }

    let broken = Set(training.failures.map(\.index))
    let brokenValidation = Set(validation.failures.map(\.index))
    measured = validationRecords.indices.filter { !brokenValidation.contains($0) }
    let hidden = try Self.measuredImages(
      configuration, validation: validation, isCancelled: isCancelled)
    let usable = trainingRecords.indices.filter { !broken.contains($0) }
    let hashes = training.contentHashes
    trained = usable.filter { image in
      image < own.count
        || !hidden.contains(additions[image - own.count], hash: hashes[image])
    }
    diagnoses = DiagnosisClasses(trainingRecords, images: trained)
    unusable = training.failures + validation.failures
    if trained.count < usable.count {
      let count = usable.count - trained.count
      onEvent(
        .notice(
          "\(count) added \(count == 1 ? "image is" : "images are") among the validation or test images, "
            + "or \(count == 1 ? "shows" : "show") a lesion or patient of theirs: left out of the "
            + "training."))
    }
    try Self.requireBothClasses(trained.map { trainingRecords[$0].isMalignant }, part: "training")
    try Self.requireBothClasses(measuredLabels, part: "validation")
  }

  private static func load(
    _ records: [LesionRecord], _ configuration: FineTuningConfiguration, width: Int, height: Int,
    memoryBudget: Int, isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int) -> Void
  ) throws(TrainingError) -> ImageStore {
    do {
      return try ImageStore.load(
        records, width: width, height: height, mode: configuration.resizeMode,
        memoryBudget: memoryBudget, workers: configuration.workerCount,
        progress: { done, _ in progress(done) }, isCancelled: isCancelled)
    } catch {
      let code: TrainingError.Code = error.code == .cancelled ? .cancelled : .unusableData
      throw TrainingError(code, error.message, cause: error.cause)
    }
  }

  /// Every image of the split set that is not for training.
  private static func measuredImages(
    _ configuration: FineTuningConfiguration, validation: ImageStore,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(TrainingError) -> MeasuredImages {
    guard !configuration.additions.isEmpty else { return MeasuredImages([], hashes: []) }
    let (split, records) = (configuration.split, configuration.data.manifest.records)
    // `evaluate` counts images in no fold among the test images.
    let later = (split.test + split.unassigned).map { records[$0] }
    let hashes = Parallel.map(count: later.count, workers: configuration.workerCount) {
      isCancelled() ? nil : try? ContentHash(contentsOfFile: later[$0].path)
    }
    if isCancelled() {
      throw TrainingError(.cancelled, "The training was stopped before it began.")
    }
    return MeasuredImages(
      later + split.validation.map { records[$0] }, hashes: hashes + validation.contentHashes)
  }

  private static func requireBothClasses(
    _ labels: [Bool], part: String
  ) throws(TrainingError) {
    let malignant = labels.count { $0 }
    guard malignant > 0 && malignant < labels.count else {
      throw TrainingError(
        .unusableData,
        "The \(part) part needs both classes, but \(malignant) of its \(labels.count) usable images "
          + "are malignant: choose another split or add images.")
    }
  }
}

/// Where an image comes from.
private struct Source: Hashable {
  let name: String
  /// The data set's place in the configuration; two sets may have the same name.
  let data: Int

  init(_ set: TrainingData, _ record: LesionRecord, data: Int) {
    name = set.source(of: record)
    self.data = data
  }
}
