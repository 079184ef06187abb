/// Why the baseline could not be fitted or measured.
///
/// `message` is meant for the person at the terminal: it names the file or setting and says what to
/// do about it.
public struct RadiomicsError: Error, Sendable {
  /// What kind of failure it was; an open set, so that new kinds do not break callers.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The configuration holds a value that cannot be used.
    public static let invalidConfiguration = Code(rawValue: "invalid-configuration")
    /// The images or labels cannot be fitted or tested on.
    public static let unusableData = Code(rawValue: "unusable-data")
    /// libsvm refused the problem.
    public static let fittingFailed = Code(rawValue: "fitting-failed")
    /// The folder for features and fitted folds cannot be made.
    public static let unwritable = Code(rawValue: "unwritable")
    /// The caller asked to stop; what was computed lies in the cache folder, where there is one.
    public static let cancelled = Code(rawValue: "cancelled")
  }

  public var code: Code
  /// What happened, to which file, and the way out.
  public var message: String
  /// The error underneath, where there is one.
  public var cause: (any Error)?

  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension RadiomicsError: CustomStringConvertible {
  /// The message, followed by the cause where there is one.
  public var description: String {
    guard let cause else { return message }
    return "\(message) (\(cause))"
  }
}
