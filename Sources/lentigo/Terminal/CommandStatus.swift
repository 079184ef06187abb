/// The exit codes that scripts rely on. Thrown by a command that has already said what happened.
enum CommandStatus: Int32, Error {
  case done = 0
  /// Some input could not be used; it was named on standard error, and the rest was done.
  case someInputFailed = 1
  case wrongUsage = 2
  /// A file, model or data set was refused as a whole.
  case refused = 3
  /// Stopped by Ctrl-C, with work saved.
  case interrupted = 130
}
