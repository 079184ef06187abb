import Files
import Foundation

/// The files of a training, of either kind: the model, and beside it the checkpoint and the log.
package struct TrainingFiles: Sendable {
  package let model: String
  package let checkpoint: String
  package let log: String

  package init(model: String) {
    self.model = model
    checkpoint = model + ".checkpoint"
    log = model + ".log.jsonl"
  }

  /// Finds out before anything slow whether the model could be written.
  package func checkModel() throws(TrainingError) {
    do {
      try AtomicFile.checkDestination(model)
    } catch {
      throw TrainingError(.unwritable, "The model's place cannot be used: \(error)")
    }
  }

  /// The checkpoint to go on from, if any; with a word where there is none, or one is replaced.
  package func checkpointToResume(
    _ resumes: Bool, _ onEvent: (TrainingEvent) -> Void
  ) -> String? {
    let exists = FileManager.default.fileExists(atPath: checkpoint)
    if resumes && exists { return checkpoint }
    if resumes {
      onEvent(
        .notice("There is no checkpoint \(checkpoint): the training starts from the beginning."))
    } else if exists {
      onEvent(
        .notice(
          "The checkpoint \(checkpoint) of an unfinished training is being replaced: --resume would "
            + "go on with it."))
    }
    return nil
  }

  /// Refuses to go on with the checkpoint of another training.
  package func requireNone(_ differences: [String]) throws(TrainingError) {
    guard !differences.isEmpty else { return }
    throw TrainingError(
      .mismatchedCheckpoint,
      "The checkpoint \(checkpoint) belongs to another training: "
        + differences.joined(separator: "; ")
        + ". Repeat the first command with --resume, or delete the checkpoint to start anew.")
  }

  /// Replaces the log, one line of JSON an epoch. That also cuts off lines of epochs that an
  /// interrupted training reached but did not save.
  ///
  /// A training that saves itself writes the checkpoint first: whatever happens between the two, the
  /// next start brings the log in line.
  package func writeLog(_ records: [EpochRecord]) throws(TrainingError) {
    do {
      var bytes: [UInt8] = []
      for record in records {
        bytes += try JSONEncoder.canonical.encode(record)
        bytes.append(UInt8(ascii: "\n"))
      }
      try AtomicFile.write(bytes, to: log)
    } catch {
      throw TrainingError(.unwritable, "The log \(log) could not be written.", cause: error)
    }
  }

  /// Removes the checkpoint of a finished training.
  package func removeCheckpoint() throws(TrainingError) {
    guard unlink(checkpoint) != 0, errno != ENOENT else { return }
    throw TrainingError(
      .unwritable,
      "The model is written, but its checkpoint \(checkpoint) could not be removed: delete it.")
  }
}
