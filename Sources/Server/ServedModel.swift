import Diagnosing
import Screening

/// The model that answers, and what is said of it to those who ask.
public struct ServedModel: Sendable {
  /// What judges.
  public let model: ScreeningModel
  /// The file's name, without its folder: where it lies is nobody's business.
  public let name: String
  /// SHA-256 of the file, 64 hexadecimal digits.
  public let sha256: String
  /// Bytes of the file.
  public let byteCount: Int
  /// The threshold of verdicts, unless a request names another one of the model's.
  public let threshold: DecisionThreshold

  public init(
    _ model: ScreeningModel, name: String, sha256: String, byteCount: Int,
    threshold: DecisionThreshold
  ) {
    self.model = model
    self.name = name
    self.sha256 = sha256
    self.byteCount = byteCount
    self.threshold = threshold
  }
}
