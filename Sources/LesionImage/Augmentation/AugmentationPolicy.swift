/// From which ranges the random changes of a training picture are drawn (paper, section 3.3 and
/// Table 1).
///
/// Table 1 gives amounts but no definitions. They are read here as follows; `Augmentation` says
/// what is done with a drawn amount.
///
/// | Table 1 | read as |
/// | --- | --- |
/// | Horizontal Flip .5 | mirrored left to right with probability .5 |
/// | Vertical Flip .5 | mirrored top to bottom with probability .5 |
/// | Rotation [0, 90] | degrees, uniform, about the centre, anticlockwise; with the flips every sense occurs |
/// | Zoom [0, .2] | uniform z: the middle `1 - z` of each side fills the picture, so zoom only enlarges, by up to 1.25 |
/// | Shear [0, .2] | uniform ratio, not an angle: a row `y` pixels below the centre is shifted by ratio * y |
/// | Saturation Shift [.4, .6] | uniform factor towards grey: 1 would keep the colours, 0 gives grey. Read literally, pictures lose half of their saturation in training but not in use; the paper's Figure 3 shows such pictures |
/// | Brightness Shift [.7, 1.3] | uniform factor on all channels |
/// | Hue (named in the caption, without an amount) | uniform angle in degrees about the grey axis; 0 in `paper` |
///
/// What lies outside the picture is filled by reflection at its border, since black corners would
/// look like the vignette of a dermatoscope.
public struct AugmentationPolicy: Sendable, Equatable {
  /// Probability of mirroring left to right.
  public var horizontalFlip: Float
  /// Probability of mirroring top to bottom.
  public var verticalFlip: Float
  /// Degrees, anticlockwise.
  public var rotation: ClosedRange<Float>
  /// Share of each side that is cut off, below 1.
  public var zoom: ClosedRange<Float>
  /// Columns of shift for each row.
  public var shear: ClosedRange<Float>
  /// Factor on the distance to grey.
  public var saturation: ClosedRange<Float>
  /// Factor on all channels.
  public var brightness: ClosedRange<Float>
  /// Degrees about the grey axis, from red towards green.
  public var hue: ClosedRange<Float>

  /// Ranges that are not given change nothing.
  public init(
    horizontalFlip: Float = 0, verticalFlip: Float = 0, rotation: ClosedRange<Float> = 0...0,
    zoom: ClosedRange<Float> = 0...0, shear: ClosedRange<Float> = 0...0,
    saturation: ClosedRange<Float> = 1...1, brightness: ClosedRange<Float> = 1...1,
    hue: ClosedRange<Float> = 0...0
  ) {
    self.horizontalFlip = horizontalFlip
    self.verticalFlip = verticalFlip
    self.rotation = rotation
    self.zoom = zoom
    self.shear = shear
    self.saturation = saturation
    self.brightness = brightness
    self.hue = hue
  }

  /// Changes nothing.
  public static let none = AugmentationPolicy()

  /// Table 1 of the paper.
  public static let paper = AugmentationPolicy(
    horizontalFlip: 0.5, verticalFlip: 0.5, rotation: 0...90, zoom: 0...0.2, shear: 0...0.2,
    saturation: 0.4...0.6, brightness: 0.7...1.3)

  /// This policy with one option switched off, for ablations.
  public func without(_ option: AugmentationOption) -> AugmentationPolicy {
    var policy = self
    let none = AugmentationPolicy.none
    switch option {
    case .horizontalFlip: policy.horizontalFlip = none.horizontalFlip
    case .verticalFlip: policy.verticalFlip = none.verticalFlip
    case .rotation: policy.rotation = none.rotation
    case .zoom: policy.zoom = none.zoom
    case .shear: policy.shear = none.shear
    case .saturation: policy.saturation = none.saturation
    case .brightness: policy.brightness = none.brightness
    case .hue: policy.hue = none.hue
    }
    return policy
  }

  /// Draws one set of amounts.
  ///
  /// Always takes eight numbers from the generator in the same order, so that switching one option
  /// off leaves the amounts of all others as they were.
  public func draw(using generator: inout SeededGenerator) -> Augmentation {
    var amounts = Augmentation.identity
    amounts.mirrorsColumns = generator.nextUnit() < horizontalFlip
    amounts.mirrorsRows = generator.nextUnit() < verticalFlip
    amounts.rotation = generator.next(in: rotation)
    amounts.zoom = generator.next(in: zoom)
    amounts.shear = generator.next(in: shear)
    amounts.saturation = generator.next(in: saturation)
    amounts.brightness = generator.next(in: brightness)
    amounts.hue = generator.next(in: hue)
    return amounts
  }
}

extension SeededGenerator {
  /// A uniform value between the bounds.
  fileprivate mutating func next(in range: ClosedRange<Float>) -> Float {
    let value = range.lowerBound + (range.upperBound - range.lowerBound) * nextUnit()
    return min(value, range.upperBound)
  }
}
