import Dataset
import Report

/// The images of a reproduction, looked at once: which can be used, and how they are parted.
struct StudyData: Sendable {
  let records: [LesionRecord]
  /// Positions of records whose image cannot be decoded.
  let broken: Set<Int>
  /// The parts, without broken images.
  let split: Split
  let fingerprints: PartFingerprints
  /// The parts by patient, or why there are none.
  let byPatient: Result<(split: Split, fingerprints: PartFingerprints), ReproductionError>
  let section: PaperReport.DataSection
  /// Whether this run has read the images, rather than an earlier one.
  let isNew: Bool

  /// The test images, in the order of every score.
  var test: [LesionRecord] { split.test.map { records[$0] } }

  /// Reads every image, or takes what an earlier run found where no file has changed since.
  init(
    _ configuration: ReproductionConfiguration, store: StageStore,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (ReproductionEvent) -> Void
  ) throws(ReproductionError) {
    let records = configuration.manifest.records
    let (look, isNew) = try Self.look(
      configuration, store: store, isCancelled: isCancelled, onEvent: onEvent)
    for failure in look.failures.prefix(10) {
      onEvent(.notice("left out: \(failure.path): \(failure.message)"))
    }
    if look.failures.count > 10 {
      onEvent(.notice("and \(look.failures.count - 10) more images left out"))
    }
    self.records = records
    self.isNew = isNew
    let broken = Set(look.failures.map(\.index))
    self.broken = broken
    func parts(
      by grouping: SplitMethod.Grouping
    ) throws(ReproductionError) -> (split: Split, fingerprints: PartFingerprints) {
      let split = try Self.split(
        records, by: grouping, seed: configuration.seed, without: broken)
      try Self.requireBothClasses(split, of: records)
      return (split, PartFingerprints(split, records: records, hashes: look.hashes))
    }
    (split, fingerprints) = try parts(by: configuration.grouping)
    byPatient = Result { () throws(ReproductionError) in try parts(by: .patient) }
    section = PaperReport.DataSection(configuration, split: split, look: look)
    if section.duplicatesAcrossParts > 0 {
      onEvent(
        .notice(
          "identical files in different parts of the split: \(section.duplicatesAcrossParts)"))
    }
  }

  private static func look(
    _ configuration: ReproductionConfiguration, store: StageStore,
    isCancelled: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (ReproductionEvent) -> Void
  ) throws(ReproductionError) -> (look: ImageLook, isNew: Bool) {
    let records = configuration.manifest.records
    let stage = ReproductionStage.data.name
    var inputs = StageInputs()
    inputs.set("the list of images", fingerprint: ImageLook.fingerprintOfFiles(records))
    func scan(_ records: [LesionRecord]) throws(ReproductionError) -> ImageScan {
      do {
        return try ImageScan.run(
          records, workers: configuration.workerCount,
          progress: { onEvent(.progress("looking at images", done: $0, total: $1)) },
          isCancelled: isCancelled)
      } catch {
        throw ReproductionError(error)
      }
    }
    switch store.load(stage, inputs: inputs, as: ImageLook.self) {
    case .found(var known) where known.fits(records.count):
      let failed = known.failures.map(\.index)
      if !failed.isEmpty {
        known.update(failed, from: try scan(failed.map { records[$0] }))
        if known.failures.count < failed.count {
          try store.save(known, as: stage, inputs: inputs)
        }
      }
      return (known, false)
    case let entry:
      if case .damaged = entry {
        onEvent(.notice("\(store.path(stage)) is damaged: the images are looked at again."))
      }
      let look = ImageLook(try scan(records))
      try store.save(look, as: stage, inputs: inputs)
      return (look, true)
    }
  }

  private static func split(
    _ records: [LesionRecord], by grouping: SplitMethod.Grouping, seed: UInt64,
    without broken: Set<Int>
  ) throws(ReproductionError) -> Split {
    do {
      // Broken images are dealt too, so that the parts are those of `lentigo train`.
      let all = try Split.make(records, method: grouping.method, seed: seed)
      func usable(_ part: [Int]) -> [Int] { part.filter { !broken.contains($0) } }
      return Split(
        train: usable(all.train), validation: usable(all.validation), test: usable(all.test))
    } catch {
      throw ReproductionError(error)
    }
  }

  private static func requireBothClasses(
    _ split: Split, of records: [LesionRecord]
  ) throws(ReproductionError) {
    for (name, part) in [
      ("training", split.train), ("validation", split.validation), ("test", split.test),
    ] {
      let malignant = part.count { records[$0].isMalignant }
      guard malignant > 0, malignant < part.count else {
        throw ReproductionError(
          .unusableData,
          "The \(name) part needs both classes, but \(malignant) of its \(part.count) usable images "
            + "are malignant: choose another seed or add images.")
      }
    }
  }
}
