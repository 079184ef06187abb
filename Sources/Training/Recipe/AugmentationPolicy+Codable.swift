import LesionImage

/// In JSON a policy is an object of probabilities and of ranges written as `[lowest, highest]`.
extension AugmentationPolicy: Codable {
  private enum CodingKeys: String, CodingKey {
    case horizontalFlip = "horizontal_flip"
    case verticalFlip = "vertical_flip"
    case rotation, zoom, shear, saturation, brightness, hue
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func range(_ key: CodingKeys) throws -> ClosedRange<Float> {
      try fields.decode(ClosedRange<Float>.self, forKey: key)
    }
    self.init(
      horizontalFlip: try fields.decode(Float.self, forKey: .horizontalFlip),
      verticalFlip: try fields.decode(Float.self, forKey: .verticalFlip),
      rotation: try range(.rotation), zoom: try range(.zoom), shear: try range(.shear),
      saturation: try range(.saturation), brightness: try range(.brightness), hue: try range(.hue))
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(horizontalFlip, forKey: .horizontalFlip)
    try fields.encode(verticalFlip, forKey: .verticalFlip)
    try fields.encode(rotation, forKey: .rotation)
    try fields.encode(zoom, forKey: .zoom)
    try fields.encode(shear, forKey: .shear)
    try fields.encode(saturation, forKey: .saturation)
    try fields.encode(brightness, forKey: .brightness)
    try fields.encode(hue, forKey: .hue)
  }
}
