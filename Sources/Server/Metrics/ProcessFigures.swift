import Foundation

/// What the operating system says of this process.
struct ProcessFigures: Sendable {
  /// Memory in use, in bytes; nil where it cannot be found out.
  let residentBytes: Int?
  /// Processor time of all threads, in seconds.
  let processorSeconds: Double
  /// Files, sockets and pipes that are open; nil where it cannot be found out.
  let openFiles: Int?

  static var now: ProcessFigures {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    func seconds(_ time: timeval) -> Double {
      Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
    return ProcessFigures(
      residentBytes: residentBytes,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      openFiles: openFiles)
  }

  private static var openFiles: Int? {
    #if os(Linux) || os(Android)
      let folder = "/proc/self/fd"
    #else
      let folder = "/dev/fd"
    #endif
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count
  }

  private static var residentBytes: Int? {
    #if canImport(Darwin)
      var information = mach_task_basic_info()
      var count = mach_msg_type_number_t(
        MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size)
      let status = withUnsafeMutablePointer(to: &information) {
        $0.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
          task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
        }
      }
      return status == KERN_SUCCESS ? Int(information.resident_size) : nil
    #else
      guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
        return nil
      }
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      return pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    #endif
  }
}
