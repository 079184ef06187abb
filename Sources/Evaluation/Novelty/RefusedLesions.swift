/// How many lesions a model takes for something else, and refuses to judge.
public struct RefusedLesions: Sendable, Equatable {
  /// The novelty beyond which a picture is refused.
  public let limit: Double
  /// Of all lesions.
  public let all: Proportion
  /// Of the malignant ones.
  public let malignant: Proportion

  /// - Parameters:
  ///   - novelties: of the lesions' pictures; one that is no number is beyond every limit.
  ///   - labels: whether each lesion is malignant, as many.
  public init(novelties: [Double], labels: [Bool], limit: Double) {
    self.limit = limit
    let refused = novelties.map { !($0 <= limit) }
    all = Proportion(refused.count { $0 }, of: refused.count)
    malignant = Proportion(
      zip(refused, labels).count { $0 && $1 }, of: labels.prefix(refused.count).count { $0 })
  }
}

/// Writes an undefined share as `null` instead of leaving it out.
extension RefusedLesions: Encodable {
  private enum CodingKeys: String, CodingKey {
    case limit, refused, count, share, interval, refusedMalignant, malignantCount
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(limit, forKey: .limit)
    try container.encode(all.count, forKey: .refused)
    try container.encode(all.total, forKey: .count)
    try container.encode(all.value, forKey: .share)
    try container.encode(all.interval(), forKey: .interval)
    try container.encode(malignant.count, forKey: .refusedMalignant)
    try container.encode(malignant.total, forKey: .malignantCount)
  }
}
