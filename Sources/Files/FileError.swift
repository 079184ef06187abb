import Foundation

/// A file that could not be read or written: what was tried, on which file, why, and the way out.
public struct FileError: Error, Sendable, Equatable {
  /// The reason, coarse enough to act on. New codes may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// No such file, or a folder on the way to it does not exist.
    public static let notFound = Code(rawValue: "not-found")
    /// The file or its folder may not be read or written by this user, or is on read-only media.
    public static let notPermitted = Code(rawValue: "not-permitted")
    /// The disk, the quota or the largest allowed file size is exhausted.
    public static let diskFull = Code(rawValue: "disk-full")
    /// A folder stands where a file is needed.
    public static let isDirectory = Code(rawValue: "is-directory")
    /// A file stands where a folder is needed.
    public static let notDirectory = Code(rawValue: "not-directory")
    /// A pipe, socket or device stands where a plain file is needed.
    public static let notRegularFile = Code(rawValue: "not-regular-file")
    /// The file is larger than the reader's limit.
    public static let tooLarge = Code(rawValue: "too-large")
    /// Any other failure; `systemError` says which.
    public static let failed = Code(rawValue: "failed")
  }

  /// What was being done to the file, as a verb for the message.
  public enum Action: String, Sendable {
    case read, write, list
  }

  public let code: Code
  public let action: Action
  public let path: String
  /// `errno` of the call that failed, 0 where no system call did.
  public let systemError: Int32

  public init(code: Code, action: Action, path: String, systemError: Int32 = 0) {
    self.code = code
    self.action = action
    self.path = path
    self.systemError = systemError
  }

  /// Classifies the `errno` of a failed call.
  public init(action: Action, path: String, systemError: Int32) {
    self.init(
      code: Self.code(of: systemError), action: action, path: path, systemError: systemError)
  }

  private static func code(of systemError: Int32) -> Code {
    switch systemError {
    case ENOENT: .notFound
    case EACCES, EPERM, EROFS: .notPermitted
    case ENOSPC, EDQUOT, EFBIG: .diskFull
    case EISDIR: .isDirectory
    case ENOTDIR: .notDirectory
    default: .failed
    }
  }
}
