import LesionImage
import NeuralNetwork

/// The whole road from an upright picture to a verdict, on one thread at a time.
///
/// Memory for the network is taken once, when the screener is made. For several cores make a
/// screener for each of them from the same model; results do not depend on how many there are.
public final class Screener {
  public let model: ScreeningModel
  private let session: InferenceSession
  /// Whether the network has seen a picture.
  private var hasRun = false

  public init(_ model: ScreeningModel) {
    self.model = model
    session = InferenceSession(model.plan)
  }

  /// The risk of melanoma in 0...1: the network's logit through the model's calibration.
  ///
  /// - Parameter image: an upright picture of any size.
  public func score(_ image: RGBImage) -> Float { image.withView { score($0) } }

  /// As above, for a picture that lies elsewhere.
  public func score(_ picture: PictureView) -> Float {
    model.calibration.risk(ofLogit: logit(picture))
  }

  /// The network's output as it is, without the model's calibration.
  public func logit(_ image: RGBImage) -> Float { image.withView { logit($0) } }

  /// As above, for a picture that lies elsewhere.
  public func logit(_ picture: PictureView) -> Float {
    // The plan's input has the preprocessing's size, which is at least one pixel.
    guard let input = session.input.baseAddress else { return .nan }
    model.preprocessing.prepare(picture, into: input)
    hasRun = true
    return session.run()[0]
  }

  /// How unlike a lesion the picture is that was scored last, 1 being usual: see `NoveltyDetector`. nil
  /// before the first picture, and where the model has no detector.
  public var novelty: Float? { hasRun ? model.novelty?.distance(of: session.tap) : nil }

  /// Where the network looked: how much each place of the picture judged last added to its logit.
  ///
  /// The map lies over the part that the network saw: the whole picture where preprocessing is
  /// `.squash`. It is made when it is asked for and costs nothing otherwise.
  ///
  /// - Returns: nil before the first picture, where the network's output was not a number, and where
  ///   its head is computed in less than 32-bit floats.
  public func activationMap() -> ClassActivationMap? {
    hasRun ? session.classActivationMap() : nil
  }

  /// The network's input as the last picture left it, for checks that platforms prepare the same
  /// bits.
  package var preparedInput: UnsafeBufferPointer<Float> { UnsafeBufferPointer(session.input) }

  /// Judges a picture: whether it can be judged at all and shows a lesion, and its risk.
  ///
  /// - Parameters:
  ///   - image: an upright picture of any size.
  ///   - sourceWidth: the picture's width before it was scaled down in decoding, where it was.
  ///   - sourceHeight: its height, likewise.
  ///   - threshold: the risk from which on to refer; the model's default where it is nil.
  public func screen(
    _ image: RGBImage, sourceWidth: Int? = nil, sourceHeight: Int? = nil,
    threshold: Float? = nil
  ) -> ScreeningResult {
    image.withView {
      screen($0, sourceWidth: sourceWidth, sourceHeight: sourceHeight, threshold: threshold)
    }
  }

  /// As above, for a picture that lies elsewhere.
  public func screen(
    _ picture: PictureView, sourceWidth: Int? = nil, sourceHeight: Int? = nil,
    threshold: Float? = nil
  ) -> ScreeningResult {
    var quality = ImageQuality.assess(
      picture, sourceWidth: sourceWidth, sourceHeight: sourceHeight)
    let risk = score(picture)
    let detector = model.detector
    quality.add(novelty: detector.distance(of: session.tap), limit: detector.limit)
    return ScreeningResult(
      risk: risk, threshold: threshold ?? model.threshold, quality: quality)
  }
}

@available(*, unavailable)
extension Screener: Sendable {}
