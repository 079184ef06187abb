import Foundation

/// Who may write which place of a `BatchPipeline`'s ring, and when: positions claimed, rows
/// finished, batches consumed. Unchecked because one lock guards everything that changes.
final class RingState: @unchecked Sendable {
  private let count: Int
  private let batchSize: Int
  private let batchesInFlight: Int
  private let condition = NSCondition()
  private var nextPosition = 0
  private var finishedRows: [Int]
  private var consumedBatches = 0
  private var liveThreads = 0
  private var failure: TrainingError?
  private var isStopped = false

  init(count: Int, batchSize: Int, batchesInFlight: Int) {
    self.count = count
    self.batchSize = batchSize
    self.batchesInFlight = batchesInFlight
    finishedRows = [Int](repeating: 0, count: batchesInFlight)
  }

  /// Counts a thread in, before it starts.
  func enter() {
    condition.withLock { liveThreads += 1 }
  }

  /// Counts a thread out, as its last act.
  func leave() {
    condition.withLock {
      liveThreads -= 1
      condition.broadcast()
    }
  }

  /// The next position to compute, as soon as its place in the ring is free; nil when there is none.
  func claim() -> Int? {
    condition.withLock {
      while !isStopped && nextPosition < count {
        if nextPosition / batchSize < consumedBatches + batchesInFlight {
          defer { nextPosition += 1 }
          return nextPosition
        }
        condition.wait()
      }
      return nil
    }
  }

  /// Marks a claimed position's row as written.
  func finish(_ position: Int) {
    condition.withLock {
      let batch = position / batchSize
      finishedRows[batch % batchesInFlight] += 1
      let size = min(batchSize, count - batch * batchSize)
      if finishedRows[batch % batchesInFlight] == size { condition.broadcast() }
    }
  }

  /// Ends the run with an error; the first one counts.
  func fail(_ error: TrainingError) {
    condition.withLock {
      failure = failure ?? error
      isStopped = true
      condition.broadcast()
    }
  }

  /// Waits until every row of the oldest batch is written.
  func waitUntilFull(_ batch: Range<Int>) throws(TrainingError) {
    let error = condition.withLock {
      while failure == nil && finishedRows[consumedBatches % batchesInFlight] < batch.count {
        condition.wait()
      }
      return failure
    }
    if let error { throw error }
  }

  /// Frees the place of the oldest batch.
  func release() {
    condition.withLock {
      finishedRows[consumedBatches % batchesInFlight] = 0
      consumedBatches += 1
      condition.broadcast()
    }
  }

  /// Lets no new position be claimed and returns when every thread has left.
  func stopAndWaitForThreads() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
      while liveThreads > 0 { condition.wait() }
    }
  }
}
