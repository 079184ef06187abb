import Dataset
import Files
import Synchronization

/// What several trainings need not do twice: pixels decoded for one of them stay in memory, features
/// on the disk. The models do not depend on it.
public final class TrainingWorkspace: Sendable {
  /// nil keeps no features.
  public let archive: FeatureArchive?
  private let images = Mutex<(key: Fingerprint, store: ImageStore)?>(nil)

  public init(archive: FeatureArchive? = nil) {
    self.archive = archive
  }

  /// The store that `load` makes, or the one it made for the same images last time.
  ///
  /// - Parameter key: of everything that decides the store's content.
  func store<Failure: Error>(
    _ key: Fingerprint, load: () throws(Failure) -> ImageStore
  ) throws(Failure) -> ImageStore {
    if let held = images.withLock({ $0?.key == key ? $0?.store : nil }) { return held }
    // Let go first: both at once might not fit into memory.
    images.withLock { $0 = nil }
    let store = try load()
    images.withLock { $0 = (key, store) }
    return store
  }
}
