import Foundation

extension EvaluationSummary: Encodable {
  private enum Key: String, CodingKey {
    case count, malignantCount, benignCount, prevalence, confidence
    case auc, aucInterval, averagePrecision, sensitivityAtSpecificity90
    case specificityAtSensitivity90, brierScoreLoss, logLoss
    case calibration, operatingPoint, atHalf, offeredPoints, byPatient
  }

  /// Writes an undefined figure as `null` instead of leaving it out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(count, forKey: .count)
    try container.encode(malignantCount, forKey: .malignantCount)
    try container.encode(benignCount, forKey: .benignCount)
    try container.encode(prevalence, forKey: .prevalence)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(auc, forKey: .auc)
    try container.encode(aucInterval, forKey: .aucInterval)
    try container.encode(averagePrecision, forKey: .averagePrecision)
    try container.encode(sensitivityAtSpecificity90, forKey: .sensitivityAtSpecificity90)
    try container.encode(specificityAtSensitivity90, forKey: .specificityAtSensitivity90)
    try container.encode(brierScoreLoss, forKey: .brierScoreLoss)
    try container.encode(logLoss, forKey: .logLoss)
    try container.encode(calibration, forKey: .calibration)
    try container.encode(operatingPoint, forKey: .operatingPoint)
    try container.encode(atHalf, forKey: .atHalf)
    try container.encodeIfPresent(offeredPoints, forKey: .offeredPoints)
    try container.encode(byPatient, forKey: .byPatient)
  }

  /// The summary as indented JSON with sorted keys and a final line feed: the same bytes for the same
  /// figures.
  public func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
