import Dataset
import Files
import Foundation
import Report
import Training

/// One training of a reproduction: done once, gone on with after an interruption, done again where
/// anything it depends on has changed.
struct TrainingTask {
  let job: any TrainingJob
  /// The name of its record among the stages.
  let name: String
  let inputs: StageInputs
  let store: StageStore
  /// Whether a training of other inputs may be replaced.
  let overwrites: Bool
  let isCancelled: @Sendable () -> Bool
  let onEvent: @Sendable (ReproductionEvent) -> Void

  /// The finished training, whose model is at the job's output.
  func run() throws(ReproductionError) -> TrainingFinding {
    switch store.load(name, inputs: inputs, as: TrainingFinding.self) {
    case .outdated(let old) where !overwrites:
      throw .occupied(job.output, inputs.changes(since: old))
    case .absent, .damaged, .outdated: break
    case .found(let known):
      if FileFingerprint.of(job.output) == known.model {
        removeCheckpoint()
        return known
      }
      onEvent(.notice("\(job.output) is gone or changed: it is trained again."))
    }
    let model = try train(resumes: FileManager.default.fileExists(atPath: job.checkpoint))
    guard let fingerprint = FileFingerprint.of(model.path) else {
      throw ReproductionError(.unwritable, "\(model.path) was written but cannot be read.")
    }
    let finding = TrainingFinding(
      epochs: Self.epochs(model.log), model: fingerprint,
      seconds: (model.teacherLog + model.log).reduce(0) { $0 + $1.seconds })
    try store.save(finding, as: name, inputs: inputs)
    removeCheckpoint()
    return finding
  }

  private func train(resumes: Bool) throws(ReproductionError) -> TrainedModel {
    do {
      return try job.train(resumes: resumes, isCancelled: isCancelled, onEvent: forward)
    } catch {
      let isUnfit = error.code == .mismatchedCheckpoint || error.code == .corruptCheckpoint
      guard resumes, isUnfit else { throw ReproductionError(error) }
      if error.code == .mismatchedCheckpoint, !overwrites {
        throw .occupied(
          job.checkpoint, "unfinished, and of other data, weights, seed or recipe")
      }
      onEvent(
        .notice("\(job.checkpoint) cannot be gone on with: the training begins anew."))
      removeCheckpoint()
      return try train(resumes: false)
    }
  }

  private func removeCheckpoint() { unlink(job.checkpoint) }

  @Sendable private func forward(_ event: TrainingEvent) {
    switch event {
    case .loadingImages(let done, let total):
      onEvent(.progress("decoding", done: done, total: total))
    case .preparing(let done, let total):
      onEvent(.progress("features that stay", done: done, total: total))
    case .step(let epoch, let batch, let batches, _):
      onEvent(
        .progress(
          "training", done: (epoch - 1) * batches + batch,
          total: job.epochs * batches))
    case .epoch(let record): onEvent(.epoch(record))
    case .measuring(let precision, let done, let total):
      onEvent(.progress("measuring \(precision)", done: done, total: total))
    case .fittingNovelty(let done, let total):
      onEvent(.progress("telling pictures without a lesion", done: done, total: total))
    case .notice(let sentence): onEvent(.notice(sentence))
    case .leftOut(let images):
      for image in images.prefix(10) {
        onEvent(.notice("left out: \(image.path): \(image.message)"))
      }
    case .fineTuningStep(let step):
      onEvent(
        .progress(
          "training", done: (step.epoch - 1) * step.batches + step.batch,
          total: job.epochs * step.batches))
    case .started: break
    }
  }

  private static func epochs(_ log: [EpochRecord]) -> [PaperReport.Epoch] {
    let kept = log.last(where: \.isBest)?.epoch
    return log.map {
      .init(
        epoch: $0.epoch, trainLoss: $0.trainLoss, validationAUC: $0.validationAUC,
        isKept: $0.epoch == kept)
    }
  }
}
