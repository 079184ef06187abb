import Foundation
import Synchronization

/// Ctrl-C as a flag that long work looks at, so that it can save before it stops.
///
/// The first Ctrl-C (or a polite `kill`, or the terminal's end) raises the flag; the next one ends
/// the process at once.
enum Interrupt {
  private static let raised = Atomic<Bool>(false)

  static var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Starts listening. Commands whose work is worth saving call this first.
  static func listen() {
    // Touched before a signal can come: initialising it is nothing that a handler may do.
    _ = isRaised
    defer { unblock() }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number) { number in
        Interrupt.raised.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      // `nohup` and background jobs of a script have it ignored, and want it to stay so.
      if isIgnored(previous) { signal(number, SIG_IGN) }
    }
  }

  /// Lets the signals that end a process through to this thread: a program that starts this one from a
  /// worker thread hands its blocked signals down.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
