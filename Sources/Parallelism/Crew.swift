import Foundation

/// Threads that stay, for work that is over in microseconds and comes again and again.
///
/// All members run the same function at the same time, each with its own number, and can wait for each
/// other in between. `Parallel` is for items that do not depend on each other; a crew is for one item
/// that all work on.
///
/// Between runs the threads watch for work for a tenth of a millisecond and then sleep: an idle crew
/// takes no time from anybody. There may be more members than cores; they then take turns.
public final class Crew: Sendable {
  /// Members, the calling thread among them.
  public let size: Int
  private let shared: CrewState
  /// Held during a run: runs that are asked for at the same time come one after the other.
  private let turn = NSLock()

  /// Starts `size` - 1 threads; a size below 1 counts as 1, one above 65535 as that.
  public init(size: Int = Parallel.workerCount) {
    self.size = min(max(size, 1), CrewMeeting.mostMembers)
    shared = CrewState(size: self.size)
    for index in 1..<self.size {
      // The threads keep the state and not the crew, whose end they wait for.
      let thread = Thread { [shared] in shared.serve(as: index) }
      thread.name = "lentigo crew \(index)"
      thread.start()
    }
  }

  deinit { shared.dismiss() }

  /// Calls `work` once for each member, all at the same time, and returns when all have returned.
  ///
  /// The calling thread is member 0. A member that returns before the others, because it failed or is
  /// not needed any more, is not waited for when they meet. `work` must not run the same crew again.
  /// Where the same work comes again and again, keep it: then a run takes no memory. When the run is
  /// over no member holds `work` any more.
  public func run(_ work: @escaping @Sendable (CrewMember) -> Void) {
    turn.withLock { shared.run(work) }
  }
}
