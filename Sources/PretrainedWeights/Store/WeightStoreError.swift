/// Why weights could not be fetched, imported or listed.
///
/// `message` is meant for the person at the terminal: it names the file or address and says what to
/// do about it.
public struct WeightStoreError: Error, Sendable {
  /// What kind of failure it was; an open set, so that new kinds do not break callers.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The file is not one of weights that this package can use.
    public static let unusable = Code(rawValue: "unusable")
    /// A file of that name is there, with other content.
    public static let occupied = Code(rawValue: "occupied")
    /// The folder or a file in it cannot be read or written.
    public static let unwritable = Code(rawValue: "unwritable")
    /// The address is no http or https address.
    public static let invalidAddress = Code(rawValue: "invalid-address")
    /// The server could not be reached, or dropped the connection again and again.
    public static let unreachable = Code(rawValue: "unreachable")
    /// The server answered, and not with the file.
    public static let refusedByServer = Code(rawValue: "refused-by-server")
    /// More came than any file of weights measures.
    public static let tooLarge = Code(rawValue: "too-large")
    /// The file came whole and is not the published one.
    public static let wrongHash = Code(rawValue: "wrong-hash")
    /// This machine cannot compute the hash that files are known by.
    public static let hashUnavailable = Code(rawValue: "hash-unavailable")
    /// Another process is fetching the same file.
    public static let busy = Code(rawValue: "busy")
    /// The caller asked to stop; what has come is kept.
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
