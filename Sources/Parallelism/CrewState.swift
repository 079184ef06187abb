import CKernels
import Dispatch
import Synchronization

/// What the threads of a crew share.
final class CrewState: Sendable {
  typealias Work = @Sendable (CrewMember) -> Void

  private let size: Int
  private let meeting = CrewMeeting()
  /// Counts runs; a change tells the threads that there is work, or that the crew is dismissed.
  private let call = Atomic<UInt64>(0)
  private let beds: [CrewBed]
  /// Signalled by each thread as its last deed.
  private let farewells = DispatchSemaphore(value: 0)
  // Written while no thread reads it: before `call` changes, and after all have left the meeting.
  nonisolated(unsafe) private var work: Work?

  /// How long a thread watches for work before it sleeps.
  private static let watch = Duration.microseconds(100)

  init(size: Int) {
    self.size = size
    beds = (1..<size).map { _ in CrewBed() }
  }

  /// Runs `work` for every member, number 0 on this thread.
  func run(_ work: @escaping Work) {
    self.work = work
    meeting.begin(size)
    wake()
    takePart(as: 0)
    meeting.waitForTheEnd()
    self.work = nil
  }

  /// Ends all threads, and returns when they have ended.
  func dismiss() {
    work = nil
    wake()
    for _ in beds { farewells.wait() }
  }

  /// A thread's life: work, run by run.
  func serve(as index: Int) {
    var seen: UInt64 = 0
    while true {
      seen = awaitCall(after: seen, in: beds[index - 1])
      guard takePart(as: index) else { break }
    }
    farewells.signal()
  }

  /// - Returns: false where the crew is dismissed.
  @discardableResult
  private func takePart(as index: Int) -> Bool {
    guard perform(as: index) else { return false }
    meeting.leave()
    return true
  }

  /// Calls the work, and has let go of it on return: a thread that still held it when its run is over
  /// might be the last to hold what it captured, the crew itself for one, whose end then waited for
  /// this very thread.
  @inline(never)
  private func perform(as index: Int) -> Bool {
    guard let work else { return false }
    work(CrewMember(index: index, count: size, meeting: meeting))
    return true
  }

  private func wake() {
    call.add(1, ordering: .sequentiallyConsistent)
    for bed in beds { bed.wake() }
  }

  /// The number of the next run, once it has begun.
  private func awaitCall(after seen: UInt64, in bed: CrewBed) -> UInt64 {
    let clock = ContinuousClock()
    let bedtime = clock.now + Self.watch
    var turns = 0
    while true {
      let number = call.load(ordering: .sequentiallyConsistent)
      if number != seen { return number }
      turns += 1
      // Reading the clock takes as long as several turns.
      if turns % 16 == 0, clock.now >= bedtime {
        bed.sleep { call.load(ordering: .sequentiallyConsistent) == seen }
      } else {
        lentigo_pause()
      }
    }
  }
}
