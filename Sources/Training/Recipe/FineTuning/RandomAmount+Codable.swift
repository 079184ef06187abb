import LesionImage

/// In JSON an amount says how often it is drawn, from which range and whether evenly over its factors.
extension RandomAmount: Codable {
  private enum CodingKeys: String, CodingKey {
    case probability, range, logarithmic
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try fields.decode(ClosedRange<Float>.self, forKey: .range),
      probability: try fields.decode(Float.self, forKey: .probability),
      spread: try fields.decode(Bool.self, forKey: .logarithmic) ? .logarithmic : .uniform)
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(range, forKey: .range)
    try fields.encode(probability, forKey: .probability)
    try fields.encode(spread == .logarithmic, forKey: .logarithmic)
  }
}
