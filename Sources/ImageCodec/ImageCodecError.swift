/// Why a picture could not be read or written.
public struct ImageCodecError: Error, Sendable, Equatable {
  /// The kind of failure, for programs. New kinds may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// There is no file of this name.
    public static let notFound = Code(rawValue: "not-found")
    /// The name belongs to a directory, a device, a pipe or a socket.
    public static let notAFile = Code(rawValue: "not-a-file")
    /// The system refused to open or read the file.
    public static let unreadable = Code(rawValue: "unreadable")
    /// There are no bytes.
    public static let empty = Code(rawValue: "empty")
    /// More bytes, pixels or scans than `DecodingLimits` allow.
    public static let tooLarge = Code(rawValue: "too-large")
    /// Another format than JPEG and PNG, or a rare variant of them.
    public static let unsupportedFormat = Code(rawValue: "unsupported-format")
    /// The data is cut short or damaged.
    public static let corrupt = Code(rawValue: "corrupt")
    /// A picture or a setting that cannot be written.
    public static let notEncodable = Code(rawValue: "not-encodable")
  }

  /// The kind of failure.
  public let code: Code
  /// What is wrong and what to do, in one sentence without the file's name.
  public let message: String
  /// The file, where the bytes came from one.
  public let path: String?
  /// What the system or the decoding library said, where it was one of them that failed.
  public let cause: String?

  public init(_ code: Code, _ message: String, path: String? = nil, cause: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.cause = cause
  }

  func at(path: String) -> ImageCodecError {
    ImageCodecError(code, message, path: path, cause: cause)
  }

  /// Damage found in a file of the given format.
  static func corrupt(_ format: ImageFormat, _ damage: String, cause: String? = nil) -> Self {
    Self(
      .corrupt, "the \(format) data is damaged: \(damage); copy or take the picture again",
      cause: cause)
  }
}

extension ImageCodecError: CustomStringConvertible {
  /// "photo.jpg: the message (the cause)".
  public var description: String {
    (path.map { "\($0): " } ?? "") + message + (cause.map { " (\($0))" } ?? "")
  }
}
