import Foundation
import Synchronization
import Testing
import Training

@Suite("Batch pipeline", .timeLimit(.minutes(1)))
struct BatchPipelineTests {
  private func makePipeline(threads: Int, batchSize: Int) -> BatchPipeline<Int> {
    BatchPipeline(
      workers: Array(0..<threads), rowLength: 3, batchSize: batchSize, batchesInFlight: 2)
  }

  /// Later positions are often done first, yet everything arrives once and in order.
  @Test(arguments: [1, 2, 5], [0, 1, 4, 7, 8, 41])
  func rowsArriveInOrder(threads: Int, count: Int) throws {
    let pipeline = makePipeline(threads: threads, batchSize: 4)
    var seen: [Float] = []
    var batches: [Int] = []
    try pipeline.run(count: count) { (_, position, row) throws(TrainingError) in
      if position % 5 == 0 { Thread.sleep(forTimeInterval: 0.002) }
      for column in 0..<3 { row[column] = Float(position * 3 + column) }
    } consume: { (batch, rows) throws(TrainingError) in
      #expect(rows.count == batch.count * 3)
      seen += rows
      batches.append(batch.count)
      return true
    }
    #expect(seen == (0..<count * 3).map(Float.init))
    #expect(batches.dropLast().allSatisfy { $0 == 4 })
  }

  @Test func workersStayWithinTheRing() throws {
    let consumed = Atomic(0)
    let worst = Mutex(0)
    try makePipeline(threads: 3, batchSize: 4).run(count: 60) {
      (_, position, _) throws(TrainingError) in
      let ahead = position - consumed.load(ordering: .sequentiallyConsistent)
      worst.withLock { $0 = max($0, ahead) }
    } consume: { (batch, _) throws(TrainingError) in
      Thread.sleep(forTimeInterval: 0.001)
      consumed.store(batch.upperBound, ordering: .sequentiallyConsistent)
      return true
    }
    #expect(worst.withLock { $0 } < 12)
  }

  @Test func stopsWhenToldTo() throws {
    var batches = 0
    try makePipeline(threads: 2, batchSize: 4).run(count: 1000) { (_, _, _) in
    } consume: { (_, _) throws(TrainingError) in
      batches += 1
      return batches < 3
    }
    #expect(batches == 3)
  }

  @Test func errorsOfWorkersAndConsumersEndTheRun() {
    let pipeline = makePipeline(threads: 3, batchSize: 4)
    #expect(throws: TrainingError.self) {
      try pipeline.run(count: 100) { (_, position, _) throws(TrainingError) in
        if position == 17 { throw TrainingError(.unusableData, "17") }
      } consume: { (_, _) in
        true
      }
    }
    #expect(throws: TrainingError.self) {
      try pipeline.run(count: 100) { (_, _, _) in
      } consume: { (batch, _) throws(TrainingError) in
        if batch.contains(9) { throw TrainingError(.diverged, "9") }
        return true
      }
    }
  }
}
