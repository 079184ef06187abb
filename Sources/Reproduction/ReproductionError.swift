import Dataset
import Files
import Radiomics
import Training

/// Why a reproduction could not go on.
///
/// `message` is meant for the person at the terminal: it names the file or setting and says what to do
/// about it.
public struct ReproductionError: Error, Sendable {
  /// What kind of failure it was; an open set, so that new kinds do not break callers.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The images or labels cannot be used.
    public static let unusableData = Code(rawValue: "unusable-data")
    /// Weights or a model could not be used, or a training failed.
    public static let failedTraining = Code(rawValue: "failed-training")
    /// The baseline could not be fitted.
    public static let failedBaseline = Code(rawValue: "failed-baseline")
    /// A file of the output folder could not be written.
    public static let unwritable = Code(rawValue: "unwritable")
    /// The output folder holds another reproduction, or another run works in it.
    public static let occupied = Code(rawValue: "occupied")
    /// The caller asked to stop; the same configuration goes on from there.
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

  /// - Parameter what: the beginning of the sentence, such as `The report could not be written`.
  static func unwritable(_ what: String, cause: any Error) -> ReproductionError {
    let isFull = (cause as? FileError)?.code == .diskFull
    return ReproductionError(
      .unwritable,
      "\(what); what was found before is kept: "
        + (isFull ? "make room and give the same command again." : "give the same command again."),
      cause: cause)
  }

  /// A result that a run with other inputs would replace.
  static func occupied(_ path: String, _ changes: String) -> ReproductionError {
    ReproductionError(
      .occupied,
      "\(path) is of another reproduction (\(changes)): name another folder with --output, or give "
        + "--overwrite to replace what no longer holds.")
  }

  static var stopped: ReproductionError {
    ReproductionError(
      .cancelled, "Stopped; everything so far is saved: the same command goes on from there.")
  }

  init(_ error: DatasetError) {
    if error.code == .cancelled {
      self = .stopped
    } else {
      self.init(.unusableData, error.message, cause: error.cause)
    }
  }

  init(_ error: TrainingError) {
    switch error.code {
    case .cancelled: self = .stopped
    case .unwritable: self.init(.unwritable, error.message, cause: error.cause)
    case .unusableData: self.init(.unusableData, error.message, cause: error.cause)
    default: self.init(.failedTraining, error.message, cause: error.cause)
    }
  }

  init(_ error: RadiomicsError) {
    switch error.code {
    case .cancelled: self = .stopped
    case .unwritable: self.init(.unwritable, error.message, cause: error.cause)
    default: self.init(.failedBaseline, error.message, cause: error.cause)
    }
  }

  init(_ error: FileError) {
    self.init(.unwritable, "\(error)")
  }
}

extension ReproductionError: CustomStringConvertible {
  /// The message, followed by the cause where there is one.
  public var description: String {
    guard let cause else { return message }
    return "\(message) (\(cause))"
  }
}
