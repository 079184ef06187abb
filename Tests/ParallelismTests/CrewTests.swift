import Foundation
import Parallelism
import Synchronization
import Testing

@Suite(.serialized) struct CrewTests {
  @Test(arguments: [1, 2, 3, 8])
  func everyMemberRunsOnce(size: Int) {
    let crew = Crew(size: size)
    #expect(crew.size == size)
    for _ in 0..<20 {
      let seen = Held(Mutex([Int](repeating: 0, count: size)))
      let counts = Held(Mutex(Set<Int>()))
      let caller = Held(Mutex<Bool?>(nil))
      let thread = ObjectIdentifier(Thread.current)
      crew.run { member in
        seen.value.withLock { $0[member.index] += 1 }
        counts.value.withLock { _ = $0.insert(member.count) }
        if member.index == 0 {
          caller.value.withLock { $0 = ObjectIdentifier(Thread.current) == thread }
        }
      }
      #expect(seen.value.withLock { $0 } == [Int](repeating: 1, count: size))
      #expect(counts.value.withLock { $0 } == [size])
      #expect(caller.value.withLock { $0 } == true)
    }
  }

  @Test func sizesBelowOneCountAsOne() {
    let crew = Crew(size: -3)
    #expect(crew.size == 1)
    let runs = Held(Mutex(0))
    crew.run { member in
      member.meet()
      runs.value.withLock { $0 += 1 }
    }
    #expect(runs.value.withLock { $0 } == 1)
  }

  /// After a meeting each member reads what its neighbour wrote before it: without locks, so that a
  /// missing barrier shows, in the values and to the thread sanitizer.
  @Test(arguments: [2, 3, 8])
  func meetingsSeparateWhatIsWrittenFromWhatIsRead(size: Int) {
    let crew = Crew(size: size)
    let board = Board(size)
    let wrong = Held(Atomic(0))
    for _ in 0..<5 {
      crew.run { member in
        for round in 1...200 {
          board.values[member.index] = round
          member.meet()
          if board.values[(member.index + 1) % size] != round {
            wrong.value.add(1, ordering: .relaxed)
          }
          member.meet()
        }
      }
    }
    #expect(wrong.value.load(ordering: .relaxed) == 0)
  }

  @Test func manyShortRuns() {
    let crew = Crew(size: 2)
    let total = Held(Atomic(0))
    let work: @Sendable (CrewMember) -> Void = { member in
      total.value.add(member.index + 1, ordering: .relaxed)
    }
    for _ in 0..<20_000 { crew.run(work) }
    #expect(total.value.load(ordering: .relaxed) == 60_000)
  }

  /// Pauses shorter and longer than the threads watch for work: some find them asleep, some on the
  /// way to bed.
  @Test func threadsWakeFromSleep() {
    let crew = Crew(size: 3)
    let total = Held(Atomic(0))
    for pause in stride(from: 0, to: 400, by: 5) {
      usleep(UInt32(pause))
      crew.run { member in
        member.meet()
        total.value.add(1, ordering: .relaxed)
      }
    }
    #expect(total.value.load(ordering: .relaxed) == 80 * 3)
  }

  /// An idle crew leaves the processor to others.
  @Test func idleThreadsSleep() {
    let crew = Crew(size: 4)
    // Of each thread alone: other tests run beside this one.
    let used = Board(4)
    let reading: @Sendable (CrewMember) -> Void = { member in
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      used.values[member.index] =
        time.tv_sec * 1_000_000 + time.tv_nsec / 1000 - used.values[member.index]
    }
    crew.run(reading)
    usleep(300_000)
    crew.run(reading)
    // Microseconds. Watching all the time would have cost three threads a core's half at least.
    #expect(used.values[1...].reduce(0, +) < 30_000)
  }

  /// One that fails on the way does not leave the others waiting for it.
  @Test(arguments: 0..<4)
  func othersGoOnWithoutAMemberThatReturnsEarly(quitter: Int) {
    let crew = Crew(size: 4)
    for _ in 0..<50 {
      let rounds = Board(4)
      crew.run { member in
        for round in 0..<10 {
          if member.index == quitter, round == 4 { return }
          member.meet()
          rounds.values[member.index] += 1
        }
      }
      var expected = [10, 10, 10, 10]
      expected[quitter] = 4
      #expect([Int](rounds.values) == expected)
    }
  }

  /// Runs asked for by several threads at once come one after the other.
  @Test func callersTakeTurns() {
    let crew = Crew(size: 2)
    let inside = Held(Atomic(0))
    let mixed = Held(Atomic(0))
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<100 {
        crew.run { member in
          if inside.value.add(1, ordering: .sequentiallyConsistent).newValue > 2 {
            mixed.value.add(1, ordering: .relaxed)
          }
          member.meet()
          inside.value.subtract(1, ordering: .sequentiallyConsistent)
        }
      }
    }
    #expect(mixed.value.load(ordering: .relaxed) == 0)
  }

  @Test func crewsComeAndGo() {
    for round in 0..<50 {
      let crew = Crew(size: 1 + round % 5)
      let runs = Held(Atomic(0))
      if round % 3 > 0 { crew.run { _ in runs.value.add(1, ordering: .relaxed) } }
      #expect(runs.value.load(ordering: .relaxed) == (round % 3 > 0 ? crew.size : 0))
    }
  }

  /// What a run keeps is given back when the run is over.
  @Test func workIsNotKept() {
    final class Token: Sendable {}
    let crew = Crew(size: 2)
    weak var token: Token?
    do {
      let kept = Token()
      token = kept
      crew.run { _ in _ = kept }
    }
    #expect(token == nil)
  }

  /// The last who knows a crew may let go of it as soon as its run is over. Threads that still held
  /// the work would then end the crew that they belong to, and wait for themselves.
  @Test(.timeLimit(.minutes(1))) func ownersMayGoRightAfterARun() {
    final class Owner: Sendable {
      let crew = Crew(size: 3)
      func run() { crew.run { [self] member in _ = crew.size + member.index } }
    }
    for _ in 0..<2000 { Owner().run() }
  }

  /// What cannot be copied, such as an `Atomic`, for closures that escape.
  private final class Held<Value: ~Copyable & Sendable>: Sendable {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
  }

  /// Each place is written by one member.
  private final class Board: @unchecked Sendable {
    let values: UnsafeMutableBufferPointer<Int>
    init(_ count: Int) {
      values = .allocate(capacity: count)
      values.initialize(repeating: 0)
    }
    deinit { values.deallocate() }
  }
}
