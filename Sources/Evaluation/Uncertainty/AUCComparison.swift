/// The areas under two ROC curves of the same samples, compared by DeLong's paired test.
public struct AUCComparison: Sendable, Equatable, Decodable {
  /// The first set's area under the ROC curve, 0 to 1.
  public let first: Double
  /// The second set's area under the ROC curve, 0 to 1.
  public let second: Double
  /// The standard error of ``difference``; 0 when both sets rank every pair alike, and in tiny sets
  /// where every sample shows the same difference. Either way there is nothing to test with.
  public let standardError: Double
  /// The interval of ``difference``, symmetric, within -1 ... 1; `nil` when ``standardError`` is 0.
  public let interval: ConfidenceInterval?

  /// ``first`` less ``second``, -1 to 1.
  public var difference: Double { first - second }

  /// The difference in standard errors; `nil` when ``standardError`` is 0.
  public var z: Double? { standardError > 0 ? difference / standardError : nil }

  /// The two-sided probability of a difference at least this large if the areas were equal, 0 to 1;
  /// `nil` when ``standardError`` is 0.
  public var pValue: Double? { z.map(StandardNormal.twoSidedTail) }
}

extension AUCComparison: Encodable {
  private enum Key: String, CodingKey {
    case first, second, standardError, interval, difference, z, pValue
  }

  /// Writes what follows from the areas too, and an undefined figure as `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(first, forKey: .first)
    try container.encode(second, forKey: .second)
    try container.encode(standardError, forKey: .standardError)
    try container.encode(interval, forKey: .interval)
    try container.encode(difference, forKey: .difference)
    try container.encode(z, forKey: .z)
    try container.encode(pValue, forKey: .pValue)
  }
}
