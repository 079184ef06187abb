/// The changes drawn for one training picture by a `StrongAugmentationPolicy`, and how they are made.
///
/// One pass turns, shears, crops, mirrors and resizes the picture and changes its colours, each new
/// pixel looking up the place it comes from (bilinear, reflected at the border). What lies on the
/// skin (hair, a ruler, ink) is then painted, what the camera does (blur, the tube's rim, a border,
/// noise, compression) follows, and rectangles are painted over last. Then the light is balanced.
///
/// With the part's centre as origin and `t` a place in the new picture as a share of its sides, the
/// new picture shows the old one at
///
///     part.center + rotation(angle) * [1 shear; 0 1] * part.size * mirror * transposition * t
///
/// Places, colours and what is painted are computed in fixed point or with operations that IEEE 754
/// defines to the last bit: the same amounts give the same bytes on every platform. A change that
/// is switched off changes no pixel at all.
public struct StrongAugmentation: Sendable, Equatable {
  /// Whether the finished picture's light is made grey.
  public var balancesColors = false

  public var mirrorsColumns = false
  public var mirrorsRows = false
  public var transposes = false
  /// Degrees, anticlockwise.
  public var rotation: Float = 0
  /// The part of the picture that is shown, before it is turned.
  public var part = PicturePart.whole
  /// Columns of shift for each row.
  public var shear: Float = 0
  /// The colour of what lies outside the picture; nil reflects.
  public var fill: SIMD3<UInt8>?

  /// Factors on red, green and blue.
  public var channelGain = SIMD3<Float>(repeating: 1)
  /// Factor on all channels.
  public var brightness: Float = 1
  /// Factor on the distance to the mean of the part that is shown.
  public var contrast: Float = 1
  /// Factor on the distance to the grey of the same luma.
  public var saturation: Float = 1
  /// Degrees about the grey axis, from red towards green.
  public var hue: Float = 0

  /// Share of the new picture's resolution that is left; 1 keeps all.
  public var detail: Float = 1
  /// Standard deviation of the blur in pixels; 0 keeps the picture.
  public var blur: Float = 0
  /// Standard deviation of the noise in levels; 0 keeps the picture.
  public var noise: Float = 0
  /// Factor on JPEG's tables of quality 50; 0 keeps the picture.
  public var compression: Float = 0

  /// What is painted on the skin.
  public var artifacts = SkinArtifacts.none
  /// The tube's rim, if any.
  public var vignette: Vignette?
  /// Strips along the edges, if any.
  public var border: PictureBorder?
  /// Rectangles painted over.
  public var cutouts: [Cutout] = []
  /// Where noise and what is painted take their numbers from.
  public var seed: UInt64 = 0

  /// Changes nothing.
  public init() {}

  /// Changes nothing.
  public static let identity = StrongAugmentation()
}
