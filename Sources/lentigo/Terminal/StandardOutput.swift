import Foundation

/// Results go to standard output, each line as soon as it is known, so that a pipe's reader sees
/// rows while the work goes on.
enum StandardOutput {
  /// Writes `text` and a line's end.
  ///
  /// - Throws: `LostOutput` where it cannot be written, as on a full disk. A reader that has gone
  ///   (`| head`) ends the process silently, as is usual, unless the command ignores SIGPIPE.
  static func line(_ text: String) throws(LostOutput) {
    let status = StandardStream.write(text + "\n", to: STDOUT_FILENO)
    if status != 0 { throw LostOutput(systemError: status) }
  }
}

/// Standard output that takes no more text.
struct LostOutput: Error, CustomStringConvertible {
  /// `errno` of the call that failed.
  let systemError: Int32

  var description: String {
    "cannot write to standard output: \(String(cString: strerror(systemError)).lowercased())."
  }
}
