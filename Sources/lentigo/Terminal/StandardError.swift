import Foundation

/// Messages for a person go to standard error, so that standard output stays clean for scripts.
enum StandardError {
  /// Whether standard error is a terminal that can redraw a line.
  static let isTerminal =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Writes `text` as it is. Where nobody can be told, nobody is: a closed stream is no error.
  static func write(_ text: String) {
    _ = StandardStream.write(text, to: STDERR_FILENO)
  }

  /// One line of news: `lentigo: …`. What it says may come from a stranger's file, so nothing in it
  /// steers the terminal.
  static func report(_ text: String) {
    write("lentigo: \(Terminal.printable(text))\n")
  }

  /// One line each for the first `limit` of `lines`, and one that counts the rest.
  static func report(_ lines: [String], atMost limit: Int, rest: String) {
    for line in lines.prefix(limit) { report(line) }
    if lines.count > limit { report("and \(Numbers.grouped(lines.count - limit)) \(rest)") }
  }
}
