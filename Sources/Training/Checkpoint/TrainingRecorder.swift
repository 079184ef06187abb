import Dataset
import Files
import Foundation

/// Keeps the files beside the model up to date: the checkpoint and the log.
struct TrainingRecorder: Sendable {
  private let checkpoint: String
  private let log: String
  private let identity: TrainingIdentity

  init(_ configuration: TrainingConfiguration, identity: TrainingIdentity) {
    checkpoint = configuration.checkpoint
    log = configuration.log
    self.identity = identity
  }

  /// Writes the checkpoint, then the log: whatever happens between the two, the next start brings
  /// the log in line with the checkpoint.
  func save(_ state: TrainingState) throws(TrainingError) {
    try Checkpoint(identity: identity, state: state).write(to: checkpoint)
    try writeLog(state)
  }

  /// Replaces the log by the state's records, one line of JSON an epoch. That also cuts off lines
  /// of epochs that an interrupted training reached but did not save.
  func writeLog(_ state: TrainingState) throws(TrainingError) {
    do {
      var bytes: [UInt8] = []
      for record in state.log {
        bytes += try JSONEncoder.canonical.encode(record)
        bytes.append(UInt8(ascii: "\n"))
      }
      try AtomicFile.write(bytes, to: log)
    } catch {
      throw TrainingError(.unwritable, "The log \(log) could not be written.", cause: error)
    }
  }

  /// Removes the checkpoint of a finished training.
  func removeCheckpoint() throws(TrainingError) {
    guard unlink(checkpoint) != 0, errno != ENOENT else { return }
    throw TrainingError(
      .unwritable,
      "The model is written, but its checkpoint \(checkpoint) could not be removed: delete it.")
  }
}
