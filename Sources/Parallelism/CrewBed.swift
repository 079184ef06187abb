import Dispatch
import Synchronization

/// Where a thread sleeps until it is woken.
///
/// To wake one that is awake costs an exchange, not a call of the system.
final class CrewBed: Sendable {
  private let isTaken = Atomic(false)
  private let alarm = DispatchSemaphore(value: 0)

  /// Sleeps until `wake` is called, if `mayStill` still holds once others can see that this thread is
  /// going to sleep: they change what `mayStill` looks at before they call `wake`.
  func sleep(_ mayStill: () -> Bool) {
    isTaken.store(true, ordering: .sequentiallyConsistent)
    if mayStill() || !isTaken.exchange(false, ordering: .sequentiallyConsistent) {
      // In the second case somebody has taken the mark away, and signals.
      alarm.wait()
    }
  }

  /// Wakes the thread, where it sleeps or is about to.
  func wake() {
    if isTaken.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
  }
}
