import Dataset
import Files

extension TrainingSet {
  /// Decodes the images of both parts; those of the test part are not touched.
  ///
  /// - Throws: `TrainingError` where too few images are left in a part, or on cancellation.
  init(
    _ configuration: TrainingConfiguration, width: Int, height: Int, memoryBudget: Int,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) {
    let split = configuration.split
    let records = (split.train + split.validation).map { configuration.manifest.records[$0] }
    func load() throws(TrainingError) -> ImageStore {
      try Self.load(
        records, configuration, width: width, height: height, memoryBudget: memoryBudget,
        isCancelled: isCancelled, onEvent: onEvent)
    }
    var key = Fingerprint("\(width)x\(height) \(configuration.resizeMode) \(memoryBudget)")
    for record in records { key.combine(record.path) }
    let store =
      if let workspace = configuration.workspace { try workspace.store(key, load: load) } else {
        try load()
      }
    let broken = Set(store.failures.map(\.index))
    let images = records.indices.map { $0 }
    self.init(
      store: store, records: records, labels: records.map(\.isMalignant),
      training: images[..<split.train.count].filter { !broken.contains($0) },
      validation: images[split.train.count...].filter { !broken.contains($0) },
      unusable: store.failures)
    try requireBothClasses(training, part: "training")
    try requireBothClasses(validation, part: "validation")
  }

  private static func load(
    _ records: [LesionRecord], _ configuration: TrainingConfiguration, width: Int, height: Int,
    memoryBudget: Int, isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (TrainingEvent) -> Void
  ) throws(TrainingError) -> ImageStore {
    do {
      return try ImageStore.load(
        records, width: width, height: height, mode: configuration.resizeMode,
        memoryBudget: memoryBudget, workers: configuration.workerCount,
        progress: { onEvent(.loadingImages(done: $0, total: $1)) }, isCancelled: isCancelled)
    } catch {
      let code: TrainingError.Code = error.code == .cancelled ? .cancelled : .unusableData
      throw TrainingError(code, error.message, cause: error.cause)
    }
  }

  private func requireBothClasses(_ images: [Int], part: String) throws(TrainingError) {
    let malignant = malignantCount(images)
    guard malignant > 0 && malignant < images.count else {
      throw TrainingError(
        .unusableData,
        "The \(part) part needs both classes, but \(malignant) of its \(images.count) usable images "
          + "are malignant: choose another split or add images.")
    }
  }
}
