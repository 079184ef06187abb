import Files

/// How one request for a file ended.
enum TransferOutcome {
  /// The server sent everything.
  case complete
  /// The connection failed or broke; another try may do better.
  case broken(reason: String)
  /// The server wants the same request later.
  case busy(status: Int)
  /// The server will not send the file.
  case refused(status: Int)
  /// What is there already cannot be gone on with.
  case cannotResume
  /// More than the policy allows, by what the server says or sends.
  case tooLarge
  /// The bytes could not be written.
  case unwritable(FileError)
  case cancelled
}
