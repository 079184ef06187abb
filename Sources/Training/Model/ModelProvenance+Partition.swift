import Dataset
import Files
import Parallelism
import Synchronization

extension ModelProvenance {
  /// A data set as a model sees it: what it was trained on, what its epoch and threshold were
  /// chosen on, and what it has never seen.
  public struct Partition: Sendable, Equatable {
    /// Positions among the records, ascending.
    public internal(set) var training: [Int] = []
    public internal(set) var validation: [Int] = []
    public internal(set) var unseen: [Int] = []
    /// Records whose file could not be hashed.
    public internal(set) var unreadable: [Int] = []
    /// Those of `unseen` whose patient the model was trained on: their scores are not those of a
    /// stranger.
    public internal(set) var unseenOfTrainingPatients: [Int] = []
  }

  /// Sorts records into the parts that this model knows.
  ///
  /// An image that was in both parts (a duplicate under two names) counts as training.
  ///
  /// - Parameters:
  ///   - records: the data set.
  ///   - hashes: the hash of each record's file; nil where it could not be read.
  public func partition(_ records: [LesionRecord], hashes: [ContentHash?]) -> Partition {
    let training = Set(trainingImages)
    let validation = Set(validationImages)
    let patients = Set(trainingPatients)
    var partition = Partition()
    for (index, (record, hash)) in zip(records, hashes).enumerated() {
      guard let hash else {
        partition.unreadable.append(index)
        continue
      }
      if training.contains(hash.value) {
        partition.training.append(index)
      } else if validation.contains(hash.value) {
        partition.validation.append(index)
      } else {
        partition.unseen.append(index)
        if let patient = record.patientID, patients.contains(Fingerprint(patient).value) {
          partition.unseenOfTrainingPatients.append(index)
        }
      }
    }
    return partition
  }

  /// Hashes the records' files on all cores and sorts the records as above.
  ///
  /// - Parameters:
  ///   - progress: receives how many files are done, rising by one; from several threads, one at a
  ///     time.
  ///   - isCancelled: asked before each file; those that follow count as unreadable.
  public func partition(
    _ records: [LesionRecord], progress: @escaping @Sendable (Int) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Partition {
    let done = Mutex(0)
    let hashes = Parallel.map(count: records.count) { index -> ContentHash? in
      guard !isCancelled() else { return nil }
      let hash = try? ContentHash(contentsOfFile: records[index].path)
      done.withLock { done in
        done += 1
        progress(done)
      }
      return hash
    }
    return partition(records, hashes: hashes)
  }
}
