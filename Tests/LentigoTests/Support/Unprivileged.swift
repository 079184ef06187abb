import Foundation

/// Runs the command line as a user whom file permissions bind, which root is not.
enum Unprivileged {
  static let isPossible = geteuid() != 0 || (try? run(["--version"]))?.status == 0

  static func run(_ arguments: [String]) throws -> LentigoProcess {
    guard geteuid() == 0 else { return try LentigoProcess.run(arguments) }
    return try LentigoProcess.run(
      arguments,
      inScript: #"exec setpriv --reuid=65534 --regid=65534 --clear-groups "$0" "$@""#)
  }
}
