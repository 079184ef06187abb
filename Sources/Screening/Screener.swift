import LesionImage
import NeuralNetwork

/// The whole road from an upright picture to a verdict, on one thread at a time.
///
/// Memory for the network is taken once, when the screener is made. For several cores make a
/// screener for each of them from the same model; results do not depend on how many there are.
public final class Screener {
  public let model: ScreeningModel
  private let session: InferenceSession

  public init(_ model: ScreeningModel) {
    self.model = model
    session = InferenceSession(model.plan)
  }

  /// The risk of melanoma in 0...1: the network's logit through the model's calibration.
  ///
  /// - Parameter image: an upright picture of any size.
  public func score(_ image: RGBImage) -> Float {
    model.calibration.risk(ofLogit: logit(image))
  }

  /// The network's output as it is, without the model's calibration.
  public func logit(_ image: RGBImage) -> Float {
    // The plan's input has the preprocessing's size, which is at least one pixel.
    guard let input = session.input.baseAddress else { return .nan }
    model.preprocessing.prepare(image, into: input)
    return session.run()[0]
  }

  /// The network's input as the last picture left it, for checks that platforms prepare the same
  /// bits.
  package var preparedInput: UnsafeBufferPointer<Float> { UnsafeBufferPointer(session.input) }

  /// Judges a picture: first whether it can be judged at all, then its risk.
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
    let quality = ImageQuality.assess(
      image, sourceWidth: sourceWidth ?? image.width, sourceHeight: sourceHeight ?? image.height)
    return ScreeningResult(
      risk: score(image), threshold: threshold ?? model.threshold, quality: quality)
  }
}

@available(*, unavailable)
extension Screener: Sendable {}
