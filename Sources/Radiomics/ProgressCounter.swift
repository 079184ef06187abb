import Synchronization

/// Counts finished work and tells of it, never twice at once nor backwards.
final class ProgressCounter: Sendable {
  private let total: Int
  private let done = Mutex(0)
  private let report: @Sendable (_ done: Int, _ total: Int) -> Void

  init(total: Int, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) {
    self.total = total
    self.report = report
  }

  func advance() {
    done.withLock { done in
      done += 1
      report(done, total)
    }
  }
}
