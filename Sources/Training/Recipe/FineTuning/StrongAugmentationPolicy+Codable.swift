import LesionImage

/// In JSON a policy is an object of probabilities and amounts; ranges are `[lowest, highest]`.
extension StrongAugmentationPolicy: Codable {
  enum CodingKeys: String, CodingKey {
    case balancesColors = "balances_colors"
    case horizontalFlip = "horizontal_flip"
    case verticalFlip = "vertical_flip"
    case transposition
    case fill
    case grey
    case ruler
    case vignetteShift = "vignette_shift"
    case vignetteDarkness = "vignette_darkness"
    case cropSlack = "crop_slack"
    case rotation
    case cropArea = "crop_area"
    case cropAspect = "crop_aspect"
    case shear
    case channelGain = "channel_gain"
    case brightness
    case contrast
    case saturation
    case hue
    case detail
    case blur
    case noise
    case compression
    case hair
    case ink
    case vignette
    case vignetteAspect = "vignette_aspect"
    case border
    case cutout
    case hairWidth = "hair_width"
    case inkRadius = "ink_radius"
    case vignetteSoftness = "vignette_softness"
    case cutoutCount = "cutout_count"
  }

  /// A property, its member in JSON, and the values that mean something for it.
  struct Field<Value> {
    let path: WritableKeyPath<StrongAugmentationPolicy, Value>
    let key: CodingKeys
    let allowed: ClosedRange<Float>

    init(
      _ path: WritableKeyPath<StrongAugmentationPolicy, Value>, _ key: CodingKeys,
      _ allowed: ClosedRange<Float> = 0...1
    ) {
      self.path = path
      self.key = key
      self.allowed = allowed
    }
  }

  static var shares: [Field<Float>] {
    [
      Field(\.horizontalFlip, .horizontalFlip), Field(\.verticalFlip, .verticalFlip),
      Field(\.transposition, .transposition), Field(\.fill, .fill), Field(\.grey, .grey),
      Field(\.ruler, .ruler), Field(\.vignetteShift, .vignetteShift),
      Field(\.vignetteDarkness, .vignetteDarkness),
    ]
  }

  static var amounts: [Field<RandomAmount>] {
    [
      Field(\.rotation, .rotation, -360...360), Field(\.cropArea, .cropArea, 0.01...1),
      Field(\.cropAspect, .cropAspect, 0.1...10), Field(\.shear, .shear, -2...2),
      Field(\.channelGain, .channelGain, 0...8), Field(\.brightness, .brightness, 0...8),
      Field(\.contrast, .contrast, 0...8), Field(\.saturation, .saturation, 0...8),
      Field(\.hue, .hue, -180...180), Field(\.detail, .detail, 0.02...1),
      Field(\.blur, .blur, 0...3), Field(\.noise, .noise, 0...64),
      Field(\.compression, .compression, 0.01...20), Field(\.hair, .hair, 0...200),
      Field(\.ink, .ink, 0...200), Field(\.vignette, .vignette, 0...3),
      Field(\.vignetteAspect, .vignetteAspect, 0.1...10), Field(\.border, .border, 0...0.5),
      Field(\.cutout, .cutout),
    ]
  }

  static var ranges: [Field<ClosedRange<Float>>] {
    [
      Field(\.hairWidth, .hairWidth, 0...0.2), Field(\.inkRadius, .inkRadius),
      Field(\.vignetteSoftness, .vignetteSoftness, 0...3),
    ]
  }

  public init(from decoder: any Decoder) throws {
    self.init()
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    balancesColors = try fields.decode(Bool.self, forKey: .balancesColors)
    cropSlack = try fields.decodeIfPresent(Float.self, forKey: .cropSlack)
    cutoutCount = try fields.decode(ClosedRange<Int>.self, forKey: .cutoutCount)
    func read<Value: Decodable>(_ list: [Field<Value>]) throws {
      for field in list {
        self[keyPath: field.path] = try fields.decode(Value.self, forKey: field.key)
      }
    }
    try read(Self.shares)
    try read(Self.amounts)
    try read(Self.ranges)
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(balancesColors, forKey: .balancesColors)
    try fields.encodeIfPresent(cropSlack, forKey: .cropSlack)
    try fields.encode(cutoutCount, forKey: .cutoutCount)
    func write<Value: Encodable>(_ list: [Field<Value>]) throws {
      for field in list { try fields.encode(self[keyPath: field.path], forKey: field.key) }
    }
    try write(Self.shares)
    try write(Self.amounts)
    try write(Self.ranges)
  }
}
