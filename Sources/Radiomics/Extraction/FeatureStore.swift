import Dataset
import Files
import Foundation
import Synchronization

/// Features that are known already, in memory and, with a folder, on the disk.
final class FeatureStore: Sendable {
  private struct State {
    var rows: FeatureFile.Rows = [:]
    var unsaved = 0
    var lastSave = ContinuousClock.now
  }

  /// A process that is killed loses no more than this.
  private static let saveInterval = Duration.seconds(5)

  private let path: String?
  private let state: Mutex<State>
  private let writing = Mutex(())
  private let onNotice: @Sendable (String) -> Void

  /// - Parameters:
  ///   - folder: one that exists, or nil to keep features in memory alone.
  ///   - onNotice: told of a file that cannot be read or written, which costs time but nothing else.
  init(folder: String?, onNotice: @escaping @Sendable (String) -> Void) {
    path = folder.map { ($0 as NSString).appendingPathComponent("radiomics.features") }
    self.onNotice = onNotice
    var initial = State()
    if let path {
      do throws(FileError) {
        if let rows = FeatureFile.parse(try FileBytes.read(path)) {
          initial.rows = rows
        } else {
          onNotice("\(path) is damaged or from another version: its features are computed anew.")
        }
      } catch {
        if error.code != .notFound { onNotice("\(error) Features are computed anew.") }
      }
    }
    state = Mutex(initial)
  }

  func row(of image: ContentHash) -> FeatureRow? { state.withLock { $0.rows[image] } }

  func keep(_ row: FeatureRow, of image: ContentHash) {
    let isDue = state.withLock { state in
      guard state.rows.count < FeatureFile.rowLimit else { return false }
      state.rows[image] = row
      state.unsaved += 1
      guard ContinuousClock.now - state.lastSave >= Self.saveInterval else { return false }
      // One thread writes; the others go on.
      state.lastSave = ContinuousClock.now
      return true
    }
    if isDue { save() }
  }

  /// Writes what is new.
  func save() {
    guard let path else { return }
    // Held while the disk is waited for, unlike the rows' own lock; the later writer has more rows.
    writing.withLock { _ in
      let (rows, unsaved) = state.withLock { state in
        defer { state.unsaved = 0 }
        return (state.rows, state.unsaved)
      }
      guard unsaved > 0 else { return }
      do throws(FileError) {
        try AtomicFile.write(FeatureFile.serialized(rows), to: path)
      } catch {
        state.withLock { $0.unsaved += unsaved }
        onNotice("\(error) A stopped run would compute its features again.")
      }
      state.withLock { $0.lastSave = ContinuousClock.now }
    }
  }
}
