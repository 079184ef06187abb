/// Why a training, or something done with a trained model, could not go on.
///
/// `message` is meant for the person at the terminal: it names the file or setting and says what
/// to do about it.
public struct TrainingError: Error, Sendable {
  /// What kind of failure it was; an open set, so that new kinds do not break callers.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The configuration or recipe holds a value that cannot be used.
    public static let invalidConfiguration = Code(rawValue: "invalid-configuration")
    /// The images or labels cannot be trained on.
    public static let unusableData = Code(rawValue: "unusable-data")
    /// The backbone's weights could not be read or do not fit the architecture.
    public static let unusableBackbone = Code(rawValue: "unusable-backbone")
    /// The checkpoint to resume from is damaged.
    public static let corruptCheckpoint = Code(rawValue: "corrupt-checkpoint")
    /// The checkpoint belongs to another training.
    public static let mismatchedCheckpoint = Code(rawValue: "mismatched-checkpoint")
    /// libtorch is not installed here, or not in the version that this package needs.
    public static let missingBackend = Code(rawValue: "missing-backend")
    /// libtorch refused, in its own words.
    public static let failedBackend = Code(rawValue: "failed-backend")
    /// Another process of a training on several machines is gone, or cannot be reached.
    public static let lostProcess = Code(rawValue: "lost-process")
    /// Another process of the training was started with other settings or data.
    public static let mismatchedProcesses = Code(rawValue: "mismatched-processes")
    /// The loss stopped being a finite number.
    public static let diverged = Code(rawValue: "diverged")
    /// The model, its log or a checkpoint could not be written.
    public static let unwritable = Code(rawValue: "unwritable")
    /// A model file does not say what it was trained on, or says it wrongly.
    public static let unusableModel = Code(rawValue: "unusable-model")
    /// The caller asked to stop; whatever was learnt lies in the checkpoint.
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
