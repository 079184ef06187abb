import Files
import Foundation
import Synchronization

/// Cells of the grid that are known already, in memory and, with a folder, on the disk.
///
/// The file's name holds a fingerprint of the examples, their labels and folds, so that a file is
/// never believed for other data.
final class GridStore: Sendable {
  private struct StoredCell: Codable {
    var kernel: SVMKernel
    var c: Double
    var balancesClasses: Bool
    var fold: Int
    var score: CellScore
  }

  private struct State {
    var scores: [GridCell: CellScore] = [:]
    var unsaved = 0
    var lastSave = ContinuousClock.now
  }

  /// A process that is killed loses no more than this.
  private static let saveInterval = Duration.seconds(1)

  private let path: String?
  private let state: Mutex<State>
  private let onNotice: @Sendable (String) -> Void

  /// - Parameters: as of `FeatureStore`.
  init(
    folder: String?, fingerprint: Fingerprint, onNotice: @escaping @Sendable (String) -> Void
  ) {
    path = folder.map {
      ($0 as NSString).appendingPathComponent("radiomics-grid-\(fingerprint.hexadecimal).json")
    }
    self.onNotice = onNotice
    var initial = State()
    if let path, let bytes = try? FileBytes.read(path, maximumCount: 64 << 20) {
      if let cells = try? JSONDecoder().decode([StoredCell].self, from: Data(bytes)) {
        for cell in cells where cell.score.isPossible {
          initial.scores[
            GridCell(
              kernel: cell.kernel, cost: cell.c, balancesClasses: cell.balancesClasses,
              fold: cell.fold)] = cell.score
        }
      } else {
        onNotice("\(path) is damaged: its machines are fitted anew.")
      }
    }
    state = Mutex(initial)
  }

  func score(of cell: GridCell) -> CellScore? { state.withLock { $0.scores[cell] } }

  func keep(_ score: CellScore, of cell: GridCell) {
    state.withLock { state in
      state.scores[cell] = score
      state.unsaved += 1
      if ContinuousClock.now - state.lastSave >= Self.saveInterval { save(&state) }
    }
  }

  /// Writes what is new.
  func save() {
    state.withLock { save(&$0) }
  }

  private func save(_ state: inout State) {
    guard let path, state.unsaved > 0 else { return }
    let cells = state.scores.map { cell, score in
      StoredCell(
        kernel: cell.kernel, c: cell.cost, balancesClasses: cell.balancesClasses, fold: cell.fold,
        score: score)
    }
    let sorted = cells.sorted {
      ($0.balancesClasses ? 1 : 0, $0.c, $0.kernel.rawValue, $0.fold)
        < ($1.balancesClasses ? 1 : 0, $1.c, $1.kernel.rawValue, $1.fold)
    }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      try AtomicFile.write(try encoder.encode(sorted), to: path)
      state.unsaved = 0
    } catch {
      onNotice("\(error) A stopped run would fit its machines again.")
    }
    state.lastSave = ContinuousClock.now
  }
}

extension CellScore {
  /// Whether both figures are shares, as anything may stand in a file.
  fileprivate var isPossible: Bool {
    0...1 ~= accuracy && (auc.map { 0...1 ~= $0 } ?? true)
  }
}
