import Dispatch
import Synchronization

/// What the threads of a pool share: jobs in the order of their arrival, as many as there is room for.
final class WorkerQueue<Job: Sendable>: Sendable {
  private struct Content {
    var waiting: [Job] = []
    var running = 0
    var isClosed = false
  }

  private let workers: Int
  /// Jobs that may be there at the same time, those being done among them.
  private let capacity: Int
  private let content = Mutex(Content())
  /// Signalled once for each job, and once for each worker at the end.
  private let arrivals = DispatchSemaphore(value: 0)

  init(workers: Int, room: Int) {
    self.workers = workers
    capacity = workers + room
  }

  var load: (waiting: Int, running: Int) {
    content.withLock { ($0.waiting.count, $0.running) }
  }

  /// - Returns: false where there is no room.
  func append(_ job: Job) -> Bool {
    let isAccepted = content.withLock { content in
      guard !content.isClosed, content.waiting.count + content.running < capacity else {
        return false
      }
      content.waiting.append(job)
      return true
    }
    if isAccepted { arrivals.signal() }
    return isAccepted
  }

  /// Waits for a job; nil when the queue is closed and empty.
  func next() -> Job? {
    arrivals.wait()
    return content.withLock { content in
      guard !content.waiting.isEmpty else { return nil }
      content.running += 1
      return content.waiting.removeFirst()
    }
  }

  /// Says that a job is done.
  func finish() {
    content.withLock { $0.running -= 1 }
  }

  func close() {
    content.withLock { $0.isClosed = true }
    for _ in 0..<workers { arrivals.signal() }
  }
}
