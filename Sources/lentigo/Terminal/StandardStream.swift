import Foundation

/// Writing to the process's own streams without a buffer in between.
enum StandardStream {
  /// Writes all of `text`; returns 0 or the `errno` of the call that failed.
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        // Whoever opened the stream made it non-blocking: wait until there is room again.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Columns of the terminal behind `descriptor`; 80 where nobody knows.
  static func columns(of descriptor: Int32) -> Int { terminalColumns(of: descriptor) ?? 80 }

  /// Columns of the terminal behind `descriptor`; nil where there is none, or it does not say.
  static func terminalColumns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
