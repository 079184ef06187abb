import Foundation

/// Threads that stay, each with a state of its own, for jobs that come one by one from anywhere.
///
/// `Parallel` is for items that are all there, and a crew for one item that all members work on. Here
/// nobody waits for the threads: a job that finds no room is refused at once, so that a flood of them
/// takes no memory.
public final class WorkerPool<State>: Sendable {
  /// What a worker does with its state.
  public typealias Job = @Sendable (inout State) -> Void

  /// How many threads there are.
  public let workerCount: Int
  private let queue: WorkerQueue<Job>

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - workers: how many; below 1 counts as 1.
  ///   - room: how many jobs may wait while all workers are busy; below 0 counts as 0.
  ///   - makeState: makes what a worker keeps between its jobs; called on the worker's own thread, so
  ///     that the state need not be `Sendable`.
  public init(
    workers: Int = Parallel.workerCount, room: Int, makeState: @escaping @Sendable () -> State
  ) {
    workerCount = max(workers, 1)
    queue = WorkerQueue(workers: workerCount, room: max(room, 0))
    for index in 0..<workerCount {
      // The threads keep the queue and not the pool, at whose end they end.
      let thread = Thread { [queue] in
        var state = makeState()
        while let job = queue.next() {
          job(&state)
          queue.finish()
        }
      }
      thread.name = "lentigo work \(index)"
      thread.start()
    }
  }

  /// What was accepted is still done; nobody waits for it.
  deinit { queue.close() }

  /// Hands a job to the worker that is free first, in the order of arrival.
  ///
  /// - Returns: false where there is no room for it.
  public func submit(_ job: @escaping Job) -> Bool { queue.append(job) }

  /// How many jobs wait, and how many are being done.
  public var load: (waiting: Int, running: Int) { queue.load }
}
