import Foundation

/// The priority of the thread that asks.
enum ThreadPriority {
  /// How much nicer than others; threads of a nicer one get about a third of a busy core.
  private static let niceness: Int32 = 5

  /// Lets other threads go first on busy cores. Linux gives every thread a niceness of its own and
  /// knows no quality of service; elsewhere the quality of service does it.
  static func lower() {
    #if canImport(Glibc)
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    #elseif canImport(Musl) || canImport(Android)
      setpriority(Int32(PRIO_PROCESS), 0, niceness)
    #endif
  }
}
