/// A threshold chosen on some data, with what it achieved there.
public struct OperatingPoint: Sendable, Equatable, Hashable, Codable {
  /// A sample is positive when its score is at least this. Finite.
  public let threshold: Double
  /// The share of malignant samples at or above ``threshold`` in the data it was chosen on, 0 to 1.
  public let sensitivity: Double
  /// The share of benign samples below ``threshold`` in the data it was chosen on, 0 to 1.
  public let specificity: Double

  public init(threshold: Double, sensitivity: Double, specificity: Double) {
    self.threshold = threshold
    self.sensitivity = sensitivity
    self.specificity = specificity
  }
}
