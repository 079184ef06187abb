import Files
import Foundation
import Training

extension FineTuner {
  /// The checkpoint that the leader has read, in all processes.
  func shared(
    _ saved: FineTuningCheckpoint?, _ peers: Peers
  ) throws(TrainingError) -> FineTuningCheckpoint? {
    guard peers.count > 1 else { return saved }
    do {
      let bytes = try peers.ofLeader(try saved?.serialized())
      return try saved ?? bytes.map { try FineTuningCheckpoint(bytes: $0) }
    } catch let error as TrainingError {
      throw error
    } catch {
      throw TrainingError(
        .corruptCheckpoint, "The checkpoint of rank 0 arrived damaged.", cause: error)
    }
  }

  /// Refuses processes that were started with other settings or see other images: they would wait for
  /// each other in vain, or train a model that nobody asked for.
  func requireEqual(_ identity: FineTuningIdentity, _ peers: Peers) throws(TrainingError) {
    guard peers.count > 1 else { return }
    let all: [FineTuningIdentity]
    do {
      all = try peers.gathered(Array(try JSONEncoder.canonical.encode(identity)))
        .map { try JSONDecoder().decode(FineTuningIdentity.self, from: Data($0)) }
    } catch let error as TrainingError {
      throw error
    } catch {
      throw TrainingError(
        .mismatchedProcesses, "Another process runs another version of lentigo.", cause: error)
    }
    for (rank, other) in all.enumerated() where other != all[0] {
      throw TrainingError(
        .mismatchedProcesses,
        "Rank \(rank) trains something else than rank 0: "
          + other.differences(fromCheckpoint: all[0]).joined(separator: "; ")
          + ". Start all processes with the same command, on the same data.")
    }
  }
}
