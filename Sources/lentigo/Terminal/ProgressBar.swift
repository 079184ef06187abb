import Foundation
import Synchronization

/// A progress bar with the time left, on a terminal's standard error; silent when piped.
///
///     Decoding   ━━━━━━━━━━━━━━━━━─━━━━━━━━━━━━  1,630/2,983  0:02 left
///
/// `update` may be called from any thread; the line is redrawn at most ten times a second.
final class ProgressBar: Sendable {
  private struct State {
    var started = ContinuousClock.now
    var firstDone: Int?
    var lastDrawn: ContinuousClock.Instant?
    var lineIsOpen = false
  }

  private let label: String
  private let isVisible: Bool
  private let state = Mutex(State())
  private static let redrawInterval = Duration.milliseconds(100)
  private static let widestBar = 30

  init(_ label: String, isVisible: Bool = StandardError.isTerminal) {
    self.label = label
    self.isVisible = isVisible
  }

  /// Shows that `done` of `total` is finished; `note` is put behind the time left.
  func update(_ done: Int, of total: Int, note: String = "") {
    guard isVisible, total > 0 else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.firstDone == nil {
        state.firstDone = done
        state.started = now
      }
      if let last = state.lastDrawn, now - last < Self.redrawInterval, done < total { return }
      state.lastDrawn = now
      state.lineIsOpen = true
      let elapsed = now - state.started
      let left = Self.timeLeft(
        done: done - (state.firstDone ?? 0), remaining: total - done, elapsed: elapsed)
      StandardError.write(
        "\r\u{1B}[2K"
          + Self.line(
            label: label, done: done, total: total, left: left, note: note,
            columns: StandardStream.columns(of: STDERR_FILENO)))
    }
  }

  /// Wipes the bar, so that what is printed next starts on a clean line.
  func clear() {
    state.withLock { state in
      if state.lineIsOpen { StandardError.write("\r\u{1B}[2K") }
      state.lineIsOpen = false
      state.lastDrawn = nil
    }
  }

  /// The estimate by the mean pace so far; `nil` before there is one.
  static func timeLeft(done: Int, remaining: Int, elapsed: Duration) -> Duration? {
    guard done > 0 else { return nil }
    return elapsed / done * remaining
  }

  /// The bar in at most `columns - 1` characters: a line that wraps could not be redrawn. Where
  /// room is short the bar goes first, then the note.
  static func line(
    label: String, done: Int, total: Int, left: Duration?, note: String, columns: Int
  ) -> String {
    let name = label.padding(toLength: max(10, label.count), withPad: " ", startingAt: 0)
    let counts = "\(Numbers.grouped(done))/\(Numbers.grouped(total))"
    let time = left.map { "  \(Numbers.clock($0)) left" } ?? ""
    let tail = "\(counts)\(time)" + (note.isEmpty ? "" : "  \(note)")
    let width = min(widestBar, columns - 1 - name.count - tail.count - 3)
    guard width >= 5 else { return String("\(label)  \(tail)".prefix(max(0, columns - 1))) }
    let filled = min(width, width * done / total)
    let bar =
      String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
    return "\(name) \(bar)  \(tail)"
  }
}
