/// From which ranges the changes of a picture are drawn when all layers of a network are trained and
/// what it learns must hold for other dermatoscopes, cameras and clinics.
///
/// What tells the sources of dermoscopic pictures apart, and must not decide, is varied: framing,
/// colour, sharpness, the dark rim, the border's colour, hair, rulers and ink. `StrongAugmentation`
/// says what is done with a drawn amount. Each element can be switched off by its name; those that
/// are not given do nothing.
public struct StrongAugmentationPolicy: Sendable, Equatable {
  /// Whether the finished picture's light is made grey (see `ColorConstancy`). The network then needs
  /// the same when it is used.
  public var balancesColors = false

  /// Probability of mirroring left to right.
  public var horizontalFlip: Float = 0
  /// Probability of mirroring top to bottom.
  public var verticalFlip: Float = 0
  /// Probability of exchanging rows and columns; with both flips all eight positions occur.
  public var transposition: Float = 0
  /// Degrees, anticlockwise, about the centre of the part that is shown.
  public var rotation = RandomAmount.never
  /// Share of the picture's area that is shown, in 0...1; anywhere in the picture.
  public var cropArea = RandomAmount.never
  /// Width of that part through its height, as shares of the picture's.
  public var cropAspect = RandomAmount(1...1, spread: .logarithmic)
  /// Least range of the part's centre to either side, as a share of half the picture's side. nil keeps
  /// the part, unturned, inside the picture as torchvision's `RandomResizedCrop` does.
  public var cropSlack: Float?
  /// Columns of shift for each row.
  public var shear = RandomAmount.never
  /// Probability that what lies outside the picture has one random colour instead of being
  /// reflected.
  public var fill: Float = 0

  /// Factor on each channel by itself.
  public var channelGain = RandomAmount.never
  /// Factor on all channels.
  public var brightness = RandomAmount.never
  /// Factor on the distance to the mean of the part that is shown.
  public var contrast = RandomAmount.never
  /// Factor on the distance to the grey of the same luma.
  public var saturation = RandomAmount.never
  /// Probability that all colour is lost.
  public var grey: Float = 0
  /// Degrees about the grey axis, from red towards green.
  public var hue = RandomAmount.never

  /// Share of the new picture's resolution that is left, in 0...1: the picture is made as much smaller
  /// and enlarged again. 1 keeps all.
  public var detail = RandomAmount.never
  /// Standard deviation of a Gaussian blur, in pixels of the new picture, up to 3.
  public var blur = RandomAmount.never
  /// Standard deviation of noise, in levels of 0...255, up to 64.
  public var noise = RandomAmount.never
  /// Coarseness of a compression like JPEG's, as a factor on the tables of quality 50: 1 is quality
  /// 50, 2 quality 25, 0.4 quality 80.
  public var compression = RandomAmount.never

  /// Number of hairs.
  public var hair = RandomAmount.never
  /// Width of a hair as a share of the shorter side.
  public var hairWidth: ClosedRange<Float> = 0.003...0.009
  /// Probability of a ruler's ticks along an edge.
  public var ruler: Float = 0
  /// Number of dots of ink or stickers.
  public var ink = RandomAmount.never
  /// Radius of an ink dot as a share of the shorter side.
  public var inkRadius: ClosedRange<Float> = 0.02...0.12
  /// Radius of the tube's circle, where the rim begins, as a share of half the shorter side: the
  /// corners lie at 1.41.
  public var vignette = RandomAmount.never
  /// Width of the rim's soft edge as a share of half the shorter side.
  public var vignetteSoftness: ClosedRange<Float> = 0.02...0.3
  /// Height of the tube's field through its width.
  public var vignetteAspect = RandomAmount(0.82...1.22, spread: .logarithmic)
  /// Farthest that its centre lies from the picture's, across and down, as a share of half the
  /// shorter side.
  public var vignetteShift: Float = 0.15
  /// Share of the rims that are dark grey; the others have any colour.
  public var vignetteDarkness: Float = 0.7
  /// Width of the strips along the edges that get one random colour, as a share of each side.
  public var border = RandomAmount.never
  /// Sides of each rectangle that is painted over, as shares of the picture's; both are drawn.
  public var cutout = RandomAmount.never
  /// Rectangles painted over in a picture, from 1 on.
  public var cutoutCount: ClosedRange<Int> = 1...1

  /// Does nothing.
  public init() {}

  /// Does nothing.
  public static let none = StrongAugmentationPolicy()

  /// What the recipe `finetune` draws from.
  public static let finetune: StrongAugmentationPolicy = {
    var policy = StrongAugmentationPolicy()
    policy.horizontalFlip = 0.5
    policy.rotation = RandomAmount(-180...180)
    policy.cropArea = RandomAmount(0.7...1)
    policy.cropAspect = RandomAmount(0.85...1.1765, spread: .logarithmic)
    policy.cropSlack = 0.05
    policy.detail = RandomAmount(0.4...0.9, probability: 0.3)
    policy.channelGain = RandomAmount(0.94...1.064, spread: .logarithmic)
    policy.brightness = RandomAmount(0.8...1.25, spread: .logarithmic)
    policy.contrast = RandomAmount(0.85...1.1765, spread: .logarithmic)
    policy.saturation = RandomAmount(0.8...1.25, spread: .logarithmic)
    policy.vignette = RandomAmount(0.75...1.25, probability: 0.15)
    policy.vignetteSoftness = 0.02...0.25
    return policy
  }()

  /// All elements, stronger than `finetune` has them: to look at, and to choose from.
  public static let everything: StrongAugmentationPolicy = {
    var policy = StrongAugmentationPolicy.finetune
    policy.verticalFlip = 0.5
    policy.transposition = 0.5
    policy.cropArea = RandomAmount(0.45...1)
    policy.cropAspect = RandomAmount(0.75...1.3333334, spread: .logarithmic)
    policy.detail = RandomAmount(0.35...0.9, probability: 0.5)
    policy.channelGain = RandomAmount(0.887...1.1275, spread: .logarithmic)
    policy.brightness = RandomAmount(0.7788...1.284, spread: .logarithmic)
    policy.contrast = RandomAmount(0.7788...1.284, spread: .logarithmic)
    policy.saturation = RandomAmount(0.7047...1.4191, spread: .logarithmic)
    policy.vignette = RandomAmount(0.75...1.25, probability: 0.3)
    policy.shear = RandomAmount(-0.1...0.1, probability: 0.3)
    policy.fill = 0.1
    policy.grey = 0.03
    policy.hue = RandomAmount(-12...12, probability: 0.5)
    policy.blur = RandomAmount(0.4...1.5, probability: 0.15)
    policy.noise = RandomAmount(1...8, probability: 0.2, spread: .logarithmic)
    policy.compression = RandomAmount(0.3...2, probability: 0.2, spread: .logarithmic)
    policy.hair = RandomAmount(1...14, probability: 0.2)
    policy.ruler = 0.1
    policy.ink = RandomAmount(1...3, probability: 0.1)
    policy.border = RandomAmount(0.02...0.12, probability: 0.1)
    policy.cutout = RandomAmount(0.1...0.35, probability: 0.3)
    policy.cutoutCount = 1...2
    return policy
  }()
}
