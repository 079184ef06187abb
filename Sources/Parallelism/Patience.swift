import CKernels
import Foundation

/// How to wait for another thread that is about to answer: without sleep, which would take longer to
/// wake from than the answer takes, but letting others run where the answer is long in coming. There
/// may be fewer cores than threads, and the one waited for may not be running at all.
struct Patience {
  private var turns = 0
  /// Some ten microseconds.
  private static let turnsBeforeYielding = 256

  mutating func wait() {
    turns += 1
    if turns <= Self.turnsBeforeYielding {
      lentigo_pause()
    } else {
      sched_yield()
    }
  }
}
