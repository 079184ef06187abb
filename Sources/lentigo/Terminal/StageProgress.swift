import Synchronization

/// The terminal of a run in stages: the bar of what the stage is at, and lines that may be lost without
/// ending the run.
final class StageProgress: Sendable {
  private struct State {
    var stage = ""
    var work = ""
    var bar: ProgressBar?
    var hasLostOutput = false
  }

  private let state = Mutex(State())

  /// Such as `3/11 VGG16`.
  var stage: String { state.withLock { $0.stage } }

  /// Turns to another stage.
  func begin(_ stage: String) {
    state.withLock { ($0.stage, $0.work) = (stage, "") }
  }

  /// The bar of what the stage is at; another kind of work gets another one.
  func bar(_ work: String) -> ProgressBar {
    state.withLock { state in
      if state.work == work, let bar = state.bar { return bar }
      state.bar?.clear()
      let bar = ProgressBar("\(state.stage): \(work)")
      (state.work, state.bar) = (work, bar)
      return bar
    }
  }

  /// Wipes whatever bar is on the screen.
  func clear() {
    state.withLock { $0.bar?.clear() }
  }

  /// Says on standard error, with the stage before it, that the work goes on; scripts that want figures
  /// read `--json`.
  func note(_ text: String) {
    clear()
    StandardError.report("\(stage), \(text)")
  }

  /// Prints a line. Where that is impossible the run goes on all the same, and says so once.
  func print(_ text: String) {
    do {
      try StandardOutput.line(text)
    } catch {
      let isFirst = state.withLock { state in
        defer { state.hasLostOutput = true }
        return !state.hasLostOutput
      }
      if isFirst { StandardError.report("\(error) The run goes on; its report is in the folder.") }
    }
  }
}
