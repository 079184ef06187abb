import Files

/// A data set that was refused as a whole, with the reason and the way out.
///
/// Single rows and images that cannot be used are no errors: see `ManifestProblem` and
/// `ImageStore.failures`.
public struct DatasetError: Error, Sendable {
  /// The reason, coarse enough to act on. New codes may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// No file with labels was found in the folder.
    public static let noLabels = Code(rawValue: "no-labels")
    /// Several files could be the labels.
    public static let ambiguousLabels = Code(rawValue: "ambiguous-labels")
    /// No folder with images was found.
    public static let noImages = Code(rawValue: "no-images")
    /// A file or folder could not be read; `cause` is the `FileError`.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The table lacks a column that is needed, or has it twice.
    public static let badHeader = Code(rawValue: "bad-header")
    /// Not one row could be used.
    public static let noUsableRows = Code(rawValue: "no-usable-rows")
    /// A part of the split would be empty, or its fractions make no sense.
    public static let cannotSplit = Code(rawValue: "cannot-split")
    /// The chosen test fold is not in the folds file.
    public static let unknownFold = Code(rawValue: "unknown-fold")
    /// The temporary file for pixels could not be written or read; `cause` is the `FileError`.
    public static let spillFailed = Code(rawValue: "spill-failed")
    /// The pixels of an image that could not be decoded were asked for.
    public static let brokenImage = Code(rawValue: "broken-image")
    /// The caller asked to stop.
    public static let cancelled = Code(rawValue: "cancelled")
  }

  public let code: Code
  /// What is wrong, in which file, and what to do about it.
  public let message: String
  /// The file or folder that is wrong, where there is one.
  public let path: String?
  public let cause: (any Error)?

  public init(code: Code, message: String, path: String? = nil, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.cause = cause
  }

  /// - Parameter folds: those that images are in.
  package static func noImage(inFold fold: Int, of folds: [Int]) -> DatasetError {
    DatasetError(
      code: .unknownFold,
      message: "No image of the data set is in fold \(fold); the folds file has the folds "
        + folds.map(String.init).joined(separator: ", ") + ".")
  }

  init(unreadable error: FileError) {
    self.init(code: .unreadable, message: error.description, path: error.path, cause: error)
  }
}
