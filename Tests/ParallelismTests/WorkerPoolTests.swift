import Dispatch
import Parallelism
import Synchronization
import Testing

@Suite("Worker pools")
struct WorkerPoolTests {
  /// Counts the states that are made.
  private final class Count: Sendable {
    let value = Atomic(0)
  }

  @Test func everyJobIsDoneOnceWithAStateOfItsOwn() {
    let states = Count()
    let pool = WorkerPool(workers: 3, room: 1000) {
      states.value.add(1, ordering: .relaxed)
      return 0
    }
    let done = Mutex<[Int]>([])
    let end = DispatchSemaphore(value: 0)
    for index in 0..<500 {
      let isAccepted = pool.submit { state in
        state += 1
        done.withLock { $0.append(index) }
        end.signal()
      }
      #expect(isAccepted)
    }
    for _ in 0..<500 { end.wait() }
    #expect(done.withLock { $0.sorted() } == Array(0..<500))
    #expect(states.value.load(ordering: .relaxed) <= 3)
  }

  @Test func whatFindsNoRoomIsRefusedAtOnce() {
    let pool = WorkerPool(workers: 2, room: 3) { 0 }
    let gate = DispatchSemaphore(value: 0)
    let end = DispatchSemaphore(value: 0)
    let answers = (0..<10).map { _ in
      pool.submit { _ in
        gate.wait()
        end.signal()
      }
    }
    #expect(answers == [true, true, true, true, true] + [Bool](repeating: false, count: 5))
    let load = pool.load
    #expect(load.waiting + load.running == 5)
    for _ in 0..<5 { gate.signal() }
    for _ in 0..<5 { end.wait() }
    // Room again, once the workers have said that they are done.
    while pool.load.running > 0 {}
    #expect(pool.submit { _ in })
  }

  @Test func jobsComeInOrder() {
    let pool = WorkerPool(workers: 1, room: 100) { 0 }
    let done = Mutex<[Int]>([])
    let end = DispatchSemaphore(value: 0)
    for index in 0..<100 {
      _ = pool.submit { _ in
        done.withLock { $0.append(index) }
        end.signal()
      }
    }
    for _ in 0..<100 { end.wait() }
    #expect(done.withLock { $0 } == Array(0..<100))
  }

  @Test func acceptedJobsOutliveThePool() {
    let end = DispatchSemaphore(value: 0)
    do {
      let pool = WorkerPool(workers: 2, room: 50) { 0 }
      for _ in 0..<40 { #expect(pool.submit { _ in end.signal() }) }
    }
    for _ in 0..<40 { end.wait() }
  }
}
