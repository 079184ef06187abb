import Parallelism
import Synchronization
import Testing

@Suite struct ParallelTests {
  struct Failure: Error, Equatable { let index: Int }

  @Test(arguments: [0, 1, 2, 7, 1_000], [1, 2, 5, 64])
  func runsEveryItemOnce(count: Int, workers: Int) {
    let seen = Mutex([Int](repeating: 0, count: count))
    Parallel.forEach(count: count, workers: workers) { index in
      seen.withLock { $0[index] += 1 }
    }
    #expect(seen.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test func keepsTheOrderOfResults() {
    #expect(Parallel.map(count: 500, workers: 4) { $0 * $0 } == (0..<500).map { $0 * $0 })
  }

  @Test func makesOneStateForEachWorkerAndKeepsIt() {
    final class Counter { var items = 0 }
    let made = Mutex(0)
    let highest = Mutex(0)
    Parallel.forEach(count: 1_000, workers: 3) {
      made.withLock { $0 += 1 }
      return Counter()
    } _: { counter, _ in
      counter.items += 1
      highest.withLock { $0 = max($0, counter.items) }
    }
    #expect((1...3).contains(made.withLock { $0 }))
    #expect(highest.withLock { $0 } >= 1_000 / 3)
  }

  @Test func throwsTheFirstFailureAndStops() throws {
    let ran = Mutex(0)
    let failure = #expect(throws: Failure.self) {
      try Parallel.forEach(count: 100_000, workers: 2) { (index: Int) throws(Failure) in
        ran.withLock { $0 += 1 }
        if index >= 10 { throw Failure(index: index) }
      }
    }
    // Items 10 and 11 may both be under way: the lower one is told.
    #expect(failure == Failure(index: 10))
    #expect(ran.withLock { $0 } < 100)
  }

  @Test func throwsWhatMakingAStateThrows() {
    #expect(throws: Failure(index: -1)) {
      try Parallel.forEach(count: 3) { () throws(Failure) -> Int in
        throw Failure(index: -1)
      } _: { (_: inout Int, _: Int) throws(Failure) in
      }
    }
  }
}
