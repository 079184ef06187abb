/// Rates and their intervals are written for those who read the JSON, `null` where undefined. Reading
/// takes the counts and works them out again, so a file can never hold rates that contradict them.
extension ThresholdSummary: Codable {
  private enum Key: String, CodingKey {
    case threshold, confusionMatrix, confidence
    case accuracy, sensitivity, recall, specificity, precision, negativePredictiveValue, f1
    case balancedAccuracy, predictedPositive, intervals
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    threshold = try container.decode(Double.self, forKey: .threshold)
    confusionMatrix = try container.decode(ConfusionMatrix.self, forKey: .confusionMatrix)
    confidence = try container.decode(Double.self, forKey: .confidence)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(threshold, forKey: .threshold)
    try container.encode(confusionMatrix, forKey: .confusionMatrix)
    try container.encode(confidence, forKey: .confidence)
    // `encode` of an optional writes null, where a synthesised conformance would leave the key out.
    try container.encode(confusionMatrix.accuracy, forKey: .accuracy)
    try container.encode(confusionMatrix.sensitivity, forKey: .sensitivity)
    try container.encode(confusionMatrix.recall, forKey: .recall)
    try container.encode(confusionMatrix.specificity, forKey: .specificity)
    try container.encode(confusionMatrix.precision, forKey: .precision)
    try container.encode(
      confusionMatrix.negativePredictiveValue, forKey: .negativePredictiveValue)
    try container.encode(confusionMatrix.f1, forKey: .f1)
    try container.encode(confusionMatrix.balancedAccuracy, forKey: .balancedAccuracy)
    try container.encode(confusionMatrix.predictedPositiveShare, forKey: .predictedPositive)
    var intervals = container.nestedContainer(
      keyedBy: ConfusionMatrix.Rate.self, forKey: .intervals)
    for rate in ConfusionMatrix.Rate.allCases {
      try intervals.encode(interval(of: rate), forKey: rate)
    }
  }
}

extension ConfusionMatrix.Rate: CodingKey {}
