/// Why the server does not start.
public struct ServerError: Error, Sendable, Equatable {
  /// The reason, for programs. New codes may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The address is not one of this machine's, or no address at all.
    public static let badAddress = Code(rawValue: "bad-address")
    /// Other machines could reach the server, and what is sent would not be encrypted.
    public static let unprotected = Code(rawValue: "unprotected")
    /// Another program listens there.
    public static let portInUse = Code(rawValue: "port-in-use")
    /// This user may not listen there.
    public static let notPermitted = Code(rawValue: "not-permitted")
    /// Certificate or key cannot be used.
    public static let badCertificate = Code(rawValue: "bad-certificate")
    /// The token cannot be used.
    public static let badToken = Code(rawValue: "bad-token")
    /// The web app's folder cannot be used.
    public static let badApp = Code(rawValue: "bad-app")
    /// Anything else; `cause` says what.
    public static let failed = Code(rawValue: "failed")
  }

  public let code: Code
  /// What is wrong and what to do, in sentences.
  public let message: String
  /// What the system or a library said.
  public let cause: String?

  public init(_ code: Code, _ message: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension ServerError: CustomStringConvertible {
  public var description: String { message + (cause.map { " (\($0))" } ?? "") }
}
