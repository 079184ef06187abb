import Foundation

/// Computes rows of numbers on many threads and hands them on in order, a batch at a time.
///
/// While the caller's thread consumes one batch, the workers fill the next ones; a ring of
/// `batchesInFlight` batches bounds the memory. Which thread computes a row never shows in the
/// result, because a row depends only on its position.
///
///     workers:   claim position -> wait for its place in the ring -> produce
///     caller:    wait until a batch is full -> consume -> free its place
package final class BatchPipeline<Worker> {
  /// Values in a row.
  package let rowLength: Int
  /// Rows in a batch; the last batch of a run may be shorter.
  let batchSize: Int
  private let batchesInFlight: Int
  private let workers: [Worker]
  private let yieldsToCaller: Bool
  private let ring: UnsafeMutableBufferPointer<Float>

  /// - Parameters:
  ///   - workers: one a thread, at least one. Each is used by one thread at a time.
  ///   - yieldsToCaller: whether the workers run at a lower priority, because what the caller's
  ///     thread does keeps all cores busy by itself.
  package init(
    workers: [Worker], rowLength: Int, batchSize: Int, batchesInFlight: Int = 3,
    yieldsToCaller: Bool = false
  ) {
    precondition(!workers.isEmpty && rowLength > 0 && batchSize > 0 && batchesInFlight > 0)
    self.workers = workers
    self.rowLength = rowLength
    self.batchSize = batchSize
    self.batchesInFlight = batchesInFlight
    self.yieldsToCaller = yieldsToCaller
    ring = .allocate(capacity: batchesInFlight * batchSize * rowLength)
    ring.initialize(repeating: 0)
  }

  deinit { ring.deallocate() }

  /// Produces the rows `0..<count` and consumes them in order.
  ///
  /// Every thread has ended when this returns or throws.
  ///
  /// - Parameters:
  ///   - produce: fills the row of a position; called on the workers' threads.
  ///   - consume: receives each batch's positions and rows on the caller's thread; returns whether
  ///     to go on.
  /// - Throws: the first error of either.
  package func run(
    count: Int,
    produce:
      @escaping @Sendable (Worker, Int, UnsafeMutablePointer<Float>) throws(TrainingError) ->
      Void,
    consume: (Range<Int>, UnsafeBufferPointer<Float>) throws(TrainingError) -> Bool
  ) throws(TrainingError) {
    guard count > 0, let rows = ring.baseAddress else { return }
    let slots = RingState(count: count, batchSize: batchSize, batchesInFlight: batchesInFlight)
    let (batchSize, rowLength, places) = (batchSize, rowLength, batchSize * batchesInFlight)
    let yieldsToCaller = yieldsToCaller
    for worker in workers.prefix(count) {
      let seat = Seat(worker: worker, rows: rows)
      slots.enter()
      let thread = Thread {
        if yieldsToCaller { ThreadPriority.lower() }
        while let position = slots.claim() {
          do throws(TrainingError) {
            try produce(seat.worker, position, seat.rows + position % places * rowLength)
            slots.finish(position)
          } catch {
            slots.fail(error)
          }
        }
        slots.leave()
      }
      thread.qualityOfService = yieldsToCaller ? .utility : .userInitiated
      thread.start()
    }
    defer { slots.stopAndWaitForThreads() }
    for start in stride(from: 0, to: count, by: batchSize) {
      let batch = start..<min(start + batchSize, count)
      try slots.waitUntilFull(batch)
      let place = rows + start % places * rowLength
      let features = UnsafeBufferPointer(start: place, count: batch.count * rowLength)
      guard try consume(batch, features) else { return }
      slots.release()
    }
  }

  /// What a thread is given. Unchecked because a worker and the rows it claims belong to that
  /// thread alone until the ring's lock hands them on.
  private struct Seat: @unchecked Sendable {
    let worker: Worker
    let rows: UnsafeMutablePointer<Float>
  }
}
