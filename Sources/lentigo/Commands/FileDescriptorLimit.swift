import Foundation

/// How many files and connections the process may have open at a time.
enum FileDescriptorLimit {
  /// For everything that is no connection.
  private static let others = 128

  /// Raises the limit so far that so many connections fit, as far as the system allows it.
  static func raise(toHold connections: Int) {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    let wanted = rlim_t(connections + others)
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    setrlimit(resource, &limit)
  }
}
