import Foundation
import Synchronization

/// Counts what parallel workers have done: progress for the caller, processor time for the figures.
final class LoadMonitor: Sendable {
  private struct State {
    var done = 0
    var reported: ContinuousClock.Instant?
    var processorNanoseconds: UInt64 = 0
  }

  /// Oftener than that nobody can read it, and the callback would keep the workers from work.
  private static let interval = Duration.milliseconds(50)

  private let total: Int
  private let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(total: Int, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?) {
    self.total = total
    self.progress = progress
  }

  /// Runs the work on one item and counts it.
  func measure<Result, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = Self.threadNanoseconds()
    let result = try work()
    finishItem(nanoseconds: Self.threadNanoseconds() &- before)
    return result
  }

  func statistics(workerCount: Int) -> LoadStatistics {
    LoadStatistics(
      seconds: (ContinuousClock.now - start) / .seconds(1),
      processorSeconds: Double(state.withLock { $0.processorNanoseconds }) * 1e-9,
      workerCount: workerCount)
  }

  private func finishItem(nanoseconds: UInt64) {
    state.withLock { state in
      state.done += 1
      state.processorNanoseconds += nanoseconds
      guard let progress else { return }
      let now = ContinuousClock.now
      let isDue = state.reported.map { now - $0 >= Self.interval } ?? true
      guard isDue || state.done == total else { return }
      state.reported = now
      // Within the lock, so that calls never overlap nor go backwards.
      progress(state.done, total)
    }
  }

  private static func threadNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
