/// Why a file of weights cannot be used.
///
/// `message` is meant for the person at the terminal: it names the file, says what was found in it
/// and what to do about it.
public struct WeightsFileError: Error, Sendable {
  /// What kind of failure it was; an open set, so that new kinds do not break callers.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file could not be read at all.
    public static let unreadable = Code(rawValue: "unreadable")
    /// Neither safetensors nor HDF5.
    public static let unknownFormat = Code(rawValue: "unknown-format")
    /// The file is incomplete or contradicts itself.
    public static let damaged = Code(rawValue: "damaged")
    /// The file points to other files, or claims more than any weights need.
    public static let refused = Code(rawValue: "refused")
    /// The tensors are not, or not all, those of the network.
    public static let mismatched = Code(rawValue: "mismatched")
  }

  public var code: Code
  /// The file in question.
  public var path: String
  /// What happened, to which file, and the way out.
  public var message: String
  /// The error underneath, where there is one.
  public var cause: (any Error)?

  public init(_ code: Code, path: String, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.path = path
    self.message = message
    self.cause = cause
  }
}
