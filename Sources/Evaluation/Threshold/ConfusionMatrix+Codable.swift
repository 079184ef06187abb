extension ConfusionMatrix: Codable {
  private enum Key: String, CodingKey {
    case truePositives, falsePositives, trueNegatives, falseNegatives
  }

  /// - Throws: `DecodingError` for a count below zero or above what any data set holds, so that sums of
  ///   counts from a file cannot overflow.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func count(_ key: Key) throws -> Int {
      let count = try container.decode(Int.self, forKey: key)
      guard count >= 0, count <= Int(Int32.max) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "\(count) is no count of images.")
      }
      return count
    }
    self.init(
      truePositives: try count(.truePositives), falsePositives: try count(.falsePositives),
      trueNegatives: try count(.trueNegatives), falseNegatives: try count(.falseNegatives))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(truePositives, forKey: .truePositives)
    try container.encode(falsePositives, forKey: .falsePositives)
    try container.encode(trueNegatives, forKey: .trueNegatives)
    try container.encode(falseNegatives, forKey: .falseNegatives)
  }
}
