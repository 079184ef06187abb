import Dispatch
import Foundation
import Synchronization

/// Runs independent items over all cores, one state per worker.
///
/// Items are handed out one by one in ascending order, so a slow item never leaves the other cores
/// idle. Which worker gets which item differs from run to run: results must depend on the item's
/// index alone.
public enum Parallel {
  /// The cores that this process may use, at least 1.
  public static var workerCount: Int {
    max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Calls `body` once for each index in `0..<count` and returns when all have run.
  ///
  /// - Parameters:
  ///   - count: number of items.
  ///   - workers: threads to use at most; the calling one is among them.
  ///   - makeState: makes what a worker keeps between its items, such as an arena or a buffer; called
  ///     on the worker's own thread, so the state need not be `Sendable`.
  ///   - body: the work on one item.
  /// - Throws: the error of the lowest failing index among those that ran; after a failure no new
  ///   item is started.
  public static func forEach<State, Failure: Error>(
    count: Int, workers: Int = workerCount,
    makeState: @Sendable () throws(Failure) -> State,
    _ body: @Sendable (inout State, _ index: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let workers = min(max(1, workers), count)
    guard workers > 0 else { return }
    let nextIndex = Atomic(0)
    let failure = Mutex<(index: Int, error: Failure)?>(nil)

    @Sendable func stop(at index: Int, _ error: Failure) {
      failure.withLock { first in
        if index < first?.index ?? .max { first = (index, error) }
      }
      nextIndex.store(count, ordering: .relaxed)
    }

    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var index = nextIndex.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      do throws(Failure) {
        var state = try makeState()
        while index < count {
          try body(&state, index)
          // Checked before adding, so that the counter cannot grow without bound.
          guard nextIndex.load(ordering: .relaxed) < count else { return }
          index = nextIndex.add(1, ordering: .relaxed).oldValue
        }
      } catch {
        stop(at: index, error)
      }
    }
    if let first = failure.withLock({ $0 }) { throw first.error }
  }

  /// Calls `body` once for each index in `0..<count`, without state.
  /// - Throws: as `forEach(count:workers:makeState:_:)`.
  public static func forEach<Failure: Error>(
    count: Int, workers: Int = workerCount,
    _ body: @Sendable (_ index: Int) throws(Failure) -> Void
  ) throws(Failure) {
    try forEach(count: count, workers: workers) { () throws(Failure) in
    } _: { (_: inout Void, index: Int) throws(Failure) in
      try body(index)
    }
  }

  /// The results of `transform` for each index in `0..<count`, in the order of the indices.
  /// - Throws: as `forEach(count:workers:makeState:_:)`.
  public static func map<Result: Sendable, Failure: Error>(
    count: Int, workers: Int = workerCount,
    _ transform: @Sendable (_ index: Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: max(0, count)))
    try forEach(count: count, workers: workers) { (index: Int) throws(Failure) in
      let result = try transform(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
