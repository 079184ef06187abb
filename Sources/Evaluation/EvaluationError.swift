/// Why scores and labels could not be evaluated.
///
/// Thrown only for input that contradicts itself. A metric that is merely undefined for the data at
/// hand (no malignant image, nothing predicted positive) is `nil`, never an error.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, for code that reacts to it. More codes may be added.
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Two parallel arrays have different lengths.
    public static let countMismatch = Code(rawValue: "count-mismatch")
    /// A score is NaN or infinite.
    public static let scoreNotFinite = Code(rawValue: "score-not-finite")
    /// Two sets of scores that should describe the same samples carry different labels.
    public static let labelMismatch = Code(rawValue: "label-mismatch")
    /// A threshold is NaN or infinite.
    public static let thresholdNotFinite = Code(rawValue: "threshold-not-finite")
    /// A confidence is not above 0 and below 1.
    public static let confidenceOutOfRange = Code(rawValue: "confidence-out-of-range")
  }

  public let code: Code
  /// One sentence for a person, naming the index or the counts concerned.
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
